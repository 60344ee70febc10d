import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { excludeArgs } from './ruff-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface RuffFormatRun extends ToolRun {
  readonly check: boolean;
  /** Folders to leave out, relative to the project's folder. */
  readonly excluded: readonly string[];
  /** Files to format; the project's folder when absent. */
  readonly paths?: readonly string[];
  readonly args: readonly string[];
}

/** `ruff format` of the project's folder or of files; with `check` it writes nothing and fails where it would. */
export function ruffFormat(run: RuffFormatRun): Command {
  return toolCommand(run, [
    'format',
    ...(run.check ? ['--check'] : []),
    ...excludeArgs(run.excluded),
    ...run.args,
    ...pathArguments(run.paths ?? ['.']),
  ]);
}
