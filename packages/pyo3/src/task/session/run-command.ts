import { asTyped } from '../../commands/as-typed.ts';
import { renderError } from '../../diagnostics/render.ts';
import type { Command } from '../../process/command.ts';
import type { Runner, RunResult } from '../../process/run.ts';
import type { Terminal } from '../output/terminal.ts';

/** What the user sees of a command that a task runs. */
export interface RunMode {
  /**
   * - `live`: the command, and what it prints, as it runs.
   * - `on failure`: both, when it has failed; `--verbose` shows them in any case. The result holds the output.
   * - `never`: nothing. The result holds the output.
   */
  readonly show: 'live' | 'on failure' | 'never';
  /** True when standard output is data: the result holds all of it, and it is never shown live. */
  readonly isData?: boolean;
  /** True where the user talks to the program itself: it gets the terminal, and its output is not in the result. */
  readonly isInteractive?: boolean;
  /** Whether a failure that we know is explained after the tool's own words. Default: where it is shown. */
  readonly explain?: boolean;
}

export type RunCommand = (command: Command, mode: RunMode) => Promise<RunResult>;

/** Runs commands as their mode says; a non-zero exit is a result and not an exception. */
export function commandRunner(run: Runner, terminal: Terminal): RunCommand {
  return async (command, mode) => {
    const { show, isData = false, isInteractive = false } = mode;
    const { explain = show !== 'never' } = mode;
    const result =
      show === 'live'
        ? await runLive(
            command,
            isInteractive ? 'inherit' : isData ? 'answer' : 'tee',
            run,
            terminal,
          )
        : await runCaptured(command, show, run, terminal);
    if (!explain || result.exitCode === 0 || result.signal !== undefined) return result;
    const { stdout, stderr } = result;
    const { explainFailure } = await import('../../diagnostics/explain-failure.ts');
    const explanation = explainFailure(isData ? stderr : `${stdout}\n${stderr}`);
    if (explanation !== undefined) terminal.complain(`\n${renderError(explanation)}`);
    return result;
  };
}

function runLive(
  command: Command,
  output: 'inherit' | 'answer' | 'tee',
  run: Runner,
  terminal: Terminal,
): Promise<RunResult> {
  terminal.announce(command, asTyped(command));
  return run(command, { output });
}

async function runCaptured(
  command: Command,
  show: 'on failure' | 'never',
  run: Runner,
  terminal: Terminal,
): Promise<RunResult> {
  const isTold = show === 'on failure';
  if (isTold && terminal.verbose) terminal.announce(command, asTyped(command));
  const result = await run(command, { output: 'capture' });
  if (!isTold) return result;
  const words = `${result.stdout}${result.stderr}`.trimEnd();
  if (terminal.verbose) {
    if (words !== '') terminal.detail(words);
  } else if (result.exitCode !== 0) {
    terminal.announce(command, asTyped(command));
    terminal.complain(words);
  }
  return result;
}

/** Runs a command, live unless `mode` says otherwise; whether it succeeded. */
export async function succeeds(
  { run }: { readonly run: RunCommand },
  command: Command,
  mode: RunMode = { show: 'live' },
): Promise<boolean> {
  return (await run(command, mode)).exitCode === 0;
}
