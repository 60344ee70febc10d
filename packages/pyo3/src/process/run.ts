/**
 * The one place that starts processes. A program ends together with everything that it started:
 * cargo and maturin do not end their own children on a signal (a build script outlives a `kill` of
 * its cargo), so on POSIX each program leads a process group, and signals go to the group.
 */
import { statSync } from 'node:fs';
import type { execa as Execa, Options, ResultPromise } from 'execa';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Command } from './command.ts';
import { deadScript } from './dead-script.ts';
import { createInterruption, exitCodeOfSignal, type Interruption } from './interruption.ts';
import { outputTail } from './output-tail.ts';
import { ownOptions, requireAbsolute } from './start-options.ts';
import { toolMissing } from './tool-missing.ts';

export interface RunOptions {
  /**
   * - `inherit` (default): the program writes to our own terminal or pipe, colours and progress
   *   bars included; `stdout` and `stderr` of the result are empty.
   * - `capture`: nothing is shown; the result holds all of both.
   * - `tee`: shown at once through our streams, and the result holds the last 64 KiB of each. The
   *   program sees a pipe: ask for colours with `childEnvironment`'s `forceColor`.
   * - `answer`: standard error as with `tee`; all of standard output is in the result and not shown.
   */
  readonly output?: 'inherit' | 'capture' | 'tee' | 'answer';
  /** Text for standard input. Without it the program reads ours, or nothing when captured. */
  readonly input?: string;
  /** Milliseconds after which the program and its children are ended. */
  readonly timeoutMs?: number;
}

export interface RunResult {
  /** The program's own; 128 + signal number when a signal ended it or us, 124 after a timeout. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The signal that ended the program, or that we were asked to stop by. */
  readonly signal?: NodeJS.Signals;
}

/**
 * Starts a program and waits until it has ended. A non-zero exit is a result and not an exception.
 *
 * @throws Pyo3Error `tool-missing` when there is no such program, `command-failed` when it cannot
 *   be started for another reason, or is not named by an absolute path.
 */
export type Runner = (command: Command, options?: RunOptions) => Promise<RunResult>;

/**
 * A runner that passes SIGINT, SIGTERM and SIGHUP on to what it started, waits for all of it to
 * end, and starts nothing afterwards. `signal` aborts in the same way (as SIGTERM).
 */
export function createRunner(options: { readonly signal?: AbortSignal } = {}): Runner {
  const interruption = createInterruption(options.signal);
  return async (command, runOptions = {}) => {
    // A hundred files, which a task that has nothing to start need not wait for.
    const { execa } = await import('execa');
    const before = interruption.signal();
    if (before !== undefined) return interrupted(before, '', '');
    requireAbsolute(command.program);
    requireFolder(command);
    return await runProgram(execa, command, runOptions, interruption);
  };
}

async function runProgram(
  execa: typeof Execa,
  command: Command,
  options: RunOptions,
  interruption: Interruption,
): Promise<RunResult> {
  const output = effectiveOutput(options.output ?? 'inherit');
  const subprocess = execa(command.program, command.args, execaOptions(command, options, output));
  const tails = {
    ...(output === 'tee' ? { stdout: outputTail(subprocess.stdout, process.stdout) } : {}),
    ...(output === 'tee' || output === 'answer'
      ? { stderr: outputTail(subprocess.stderr, process.stderr) }
      : {}),
  };
  const group = interruption.watch(subprocess.pid);
  const timer =
    options.timeoutMs === undefined ? undefined : setTimeout(group.end, options.timeoutMs);
  const result = await subprocess;
  clearTimeout(timer);
  await group.finished();
  if (result.exitCode === undefined && result.signal === undefined)
    throw startError(command, result);

  const stdout = tails.stdout?.() ?? textOf(result.stdout);
  const stderr = tails.stderr?.() ?? textOf(result.stderr);
  const stop = interruption.signal();
  if (stop !== undefined) return interrupted(stop, stdout, stderr);
  if (group.wasEnded()) return { exitCode: 124, stdout, stderr };
  if (result.signal !== undefined) return interrupted(result.signal, stdout, stderr);
  return { exitCode: result.exitCode ?? 1, stdout, stderr };
}

type Output = NonNullable<RunOptions['output']>;

function execaOptions(command: Command, options: RunOptions, output: Output): Options {
  const stream = output === 'inherit' ? 'inherit' : 'pipe';
  const input =
    options.input !== undefined
      ? ({ input: options.input, stdin: undefined } as const)
      : ({ input: undefined, stdin: output === 'capture' ? 'ignore' : 'inherit' } as const);
  return ownOptions({
    ...unused,
    cwd: command.cwd,
    env: { ...command.env },
    extendEnv: false,
    ...input,
    stdout: stream,
    stderr: stream,
    buffer: { stdout: output !== 'tee', stderr: output === 'capture' },
    stripFinalNewline: false,
    reject: false,
    // A session of its own: signals reach the whole tree. A terminal stays readable and writable.
    detached: process.platform !== 'win32',
    cleanup: false,
    windowsHide: true,
  });
}

/** All other options of execa, stated as what they are when absent. */
const unused = {
  shell: false,
  preferLocal: false,
  localDir: undefined,
  node: false,
  nodeOptions: undefined,
  nodePath: undefined,
  argv0: undefined,
  uid: undefined,
  gid: undefined,
  inputFile: undefined,
  stdio: undefined,
  all: false,
  encoding: 'utf8',
  lines: false,
  maxBuffer: undefined,
  ipc: false,
  ipcInput: undefined,
  serialization: undefined,
  verbose: undefined,
  timeout: undefined,
  killSignal: undefined,
  forceKillAfterDelay: undefined,
  cancelSignal: undefined,
  gracefulCancel: false,
  windowsVerbatimArguments: false,
} as const;

/**
 * Where Nx records a task's output by replacing `process.stdout.write` (no pseudo terminal, one
 * task), inherited output would bypass the record, and a cache hit would show nothing.
 */
function effectiveOutput(output: Output): Output {
  const recorded = process.env['NX_TERMINAL_OUTPUT_PATH'] !== undefined && !process.stdout.isTTY;
  return output === 'inherit' && recorded ? 'tee' : output;
}

function interrupted(signal: NodeJS.Signals, stdout: string, stderr: string): RunResult {
  return { exitCode: exitCodeOfSignal(signal), stdout, stderr, signal };
}

/** `spawn` reports a missing folder as a missing program; tell them apart beforehand. */
function requireFolder(command: Command): void {
  if (statSync(command.cwd, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Pyo3Error({
    code: 'command-failed',
    message: `${command.program} cannot be started in ${command.cwd}, which is not a folder.`,
    hint: 'Check the option that names the folder, or run `nx reset` if a project was moved.',
  });
}

function startError(command: Command, result: Awaited<ResultPromise>): Pyo3Error {
  if (result.code === 'ENOENT') {
    return deadScript(command.program) ?? toolMissing(command.program, result.cause);
  }
  return new Pyo3Error({
    code: 'command-failed',
    message: `${command.program} cannot be started (${result.code ?? 'unknown reason'}).`,
    hint: 'Check that the file is a program for this machine and that you may execute it.',
    cause: result.cause,
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
