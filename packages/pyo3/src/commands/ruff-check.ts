import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { excludeArgs } from './ruff-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface RuffCheckRun extends ToolRun {
  readonly fix: boolean;
  /** Folders to exclude, relative to the project's folder. */
  readonly excluded: readonly string[];
  /** Files to check; the project's folder if absent. */
  readonly paths?: readonly string[];
  readonly args: readonly string[];
}

/** `ruff check` for the project's folder or for files. */
export function ruffCheck(run: RuffCheckRun): Command {
  const { fix, excluded, args, paths = ['.'] } = run;
  return toolCommand(run, [
    'check',
    // Settings may say `fix = true` or `fix-only = true`, which would change cached sources.
    ...(fix ? ['--fix'] : ['--no-fix', '--no-fix-only']),
    ...excludeArgs(excluded),
    ...args,
    ...pathArguments(paths),
  ]);
}
