import { execa } from 'execa';
import { endProcessTree } from './process-tree.ts';

/** What a command that has ended left behind. */
export interface Finished {
  /** As it would be typed. */
  readonly command: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they were written, without colours. */
  readonly output: string;
  readonly seconds: number;
}

export interface TerminalSettings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Told about every command before it starts. */
  readonly onCommand: (command: string) => void;
  /** True to let the user watch what the commands print. */
  readonly echo: boolean;
  /** Milliseconds after which a command is ended; ten minutes when not given. */
  readonly limit?: number;
}

/** Runs commands one after another, as a person does in one terminal. */
export interface Terminal {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Throws `CommandFailed` unless the command ends with 0. */
  run(program: string, ...args: readonly string[]): Promise<Finished>;
  /** Returns whatever the exit code is. */
  attempt(program: string, ...args: readonly string[]): Promise<Finished>;
  /** The same terminal with some variables set, or in another folder. */
  with(change: Partial<TerminalSettings>): Terminal;
}

/** A command ended with something else than 0; the message holds all that it printed. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly finished: Finished;

  constructor(finished: Finished) {
    super(`"${finished.command}" ended with ${finished.exitCode}\n${finished.output}`);
    this.finished = finished;
  }
}

const TEN_MINUTES = 600_000;
const running = new Set<number>();

/** Ends every command that any terminal of this process still runs, with all their children. */
export async function endRunningCommands(): Promise<void> {
  await Promise.all([...running].map((pid) => endProcessTree(pid)));
}

export function openTerminal(settings: TerminalSettings): Terminal {
  const attempt = async (program: string, ...args: readonly string[]): Promise<Finished> => {
    const command = [program, ...args].map(quoted).join(' ');
    settings.onCommand(command);
    const started = performance.now();
    const child = execa(program, args, {
      cwd: settings.folder,
      env: settings.environment,
      extendEnv: false,
      stdin: 'ignore',
      stdout: settings.echo ? ['pipe', 'inherit'] : 'pipe',
      stderr: settings.echo ? ['pipe', 'inherit'] : 'pipe',
      all: true,
      reject: false,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const clock = setTimeout(() => {
      if (pid !== undefined) void endProcessTree(pid);
    }, settings.limit ?? TEN_MINUTES);
    const result = await child;
    clearTimeout(clock);
    if (pid !== undefined) running.delete(pid);
    return {
      command,
      exitCode: result.exitCode ?? -1,
      stdout: withoutColours(result.stdout),
      stderr: withoutColours(result.stderr),
      output: withoutColours(pid === undefined ? String(result.cause) : result.all),
      seconds: (performance.now() - started) / 1000,
    };
  };
  return {
    folder: settings.folder,
    environment: settings.environment,
    attempt,
    run: async (program, ...args) => {
      const finished = await attempt(program, ...args);
      if (finished.exitCode !== 0) throw new CommandFailed(finished);
      return finished;
    },
    with: (change) =>
      openTerminal({
        ...settings,
        ...change,
        environment: { ...settings.environment, ...change.environment },
      }),
  };
}

/** For people to read and paste; processes get their arguments as a list. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./~^-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

function withoutColours(text: string): string {
  return text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}
