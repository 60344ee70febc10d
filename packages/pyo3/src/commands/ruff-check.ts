import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface RuffCheckRun extends ToolRun {
  readonly fix: boolean;
  readonly args: readonly string[];
}

/** `ruff check` of the project's folder. */
export function ruffCheck(run: RuffCheckRun): Command {
  return toolCommand(run, ['check', ...(run.fix ? ['--fix'] : []), ...run.args, '.']);
}
