import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MypyRun extends ToolRun {
  /** Absolute path of the interpreter whose packages are looked at. */
  readonly interpreter: string;
  /** Empty when mypy's own settings name what to check (`files`, `packages` or `modules`). */
  readonly paths: readonly string[];
  readonly args: readonly string[];
}

/** `mypy`, in the project's folder so that its own settings are read. */
export function mypy(run: MypyRun): Command {
  return toolCommand(run, [
    '--python-executable',
    run.interpreter,
    ...run.args,
    ...pathArguments(run.paths),
  ]);
}
