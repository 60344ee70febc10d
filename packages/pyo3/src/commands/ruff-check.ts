import type { Command } from '../process/command.ts';
import { excludeArgs } from './ruff-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface RuffCheckRun extends ToolRun {
  readonly fix: boolean;
  /** Folders to leave out, relative to the project's folder. */
  readonly excluded: readonly string[];
  readonly args: readonly string[];
}

/** `ruff check` of the project's folder. */
export function ruffCheck(run: RuffCheckRun): Command {
  const { fix, excluded, args } = run;
  return toolCommand(run, [
    'check',
    ...(fix ? ['--fix'] : []),
    ...excludeArgs(excluded),
    ...args,
    '.',
  ]);
}
