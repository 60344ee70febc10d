import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface PyrightRun extends ToolRun {
  /** Absolute path of the interpreter whose packages are looked at. */
  readonly interpreter: string;
  /** Empty when pyright's own settings name what to check (`include`). */
  readonly paths: readonly string[];
  readonly args: readonly string[];
}

/** `pyright`, in the project's folder so that its own settings are read. */
export function pyright(run: PyrightRun): Command {
  return toolCommand(run, [
    '--pythonpath',
    run.interpreter,
    ...run.args,
    ...pathArguments(run.paths),
  ]);
}
