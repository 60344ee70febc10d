import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { excludeArgs } from './ruff-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface RuffFormatRun extends ToolRun {
  readonly check: boolean;
  /** Folders to exclude, relative to the project's folder. */
  readonly excluded: readonly string[];
  /** Files to format; the project's folder if absent. */
  readonly paths?: readonly string[];
  readonly args: readonly string[];
}

/**
 * `ruff format` for the project's folder or for files; with `check` it writes nothing and fails if
 * a file is not formatted.
 */
export function ruffFormat(run: RuffFormatRun): Command {
  return toolCommand(run, [
    'format',
    ...(run.check ? ['--check'] : []),
    ...excludeArgs(run.excluded),
    ...run.args,
    ...pathArguments(run.paths ?? ['.']),
  ]);
}
