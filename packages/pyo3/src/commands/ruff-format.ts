import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface RuffFormatRun extends ToolRun {
  readonly check: boolean;
  readonly args: readonly string[];
}

/** `ruff format` of the project's folder; with `check` it writes nothing and fails where it would. */
export function ruffFormat(run: RuffFormatRun): Command {
  return toolCommand(run, ['format', ...(run.check ? ['--check'] : []), ...run.args, '.']);
}
