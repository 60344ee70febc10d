import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface PyrightRun extends ToolRun {
  /** The absolute path of the interpreter whose packages are inspected. */
  readonly interpreter: string;
  /** Empty if pyright's own settings list the files (`include`). */
  readonly paths: readonly string[];
  readonly args: readonly string[];
}

/** `pyright`, in the project's folder so that it reads the project's settings. */
export function pyright(run: PyrightRun): Command {
  return toolCommand(run, [
    '--pythonpath',
    run.interpreter,
    ...run.args,
    ...pathArguments(run.paths),
  ]);
}
