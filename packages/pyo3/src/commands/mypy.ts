import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MypyRun extends ToolRun {
  /** Absolute path of the interpreter whose packages are looked at. */
  readonly interpreter: string;
  /** Empty when mypy's own settings name what to check (`files`, `packages` or `modules`). */
  readonly paths: readonly string[];
  /** Folders to leave out, relative to the project's folder. */
  readonly excluded: readonly string[];
  readonly args: readonly string[];
}

/** `mypy`, in the project's folder so that its own settings are read. */
export function mypy(run: MypyRun): Command {
  const { interpreter, excluded, args, paths } = run;
  return toolCommand(run, [
    '--python-executable',
    interpreter,
    ...(paths.includes('.') ? excluded.flatMap(excludeArgs) : []),
    ...args,
    ...pathArguments(paths),
  ]);
}

/** mypy matches a regular expression with the path, in addition to those of its settings. */
function excludeArgs(folder: string): readonly string[] {
  return ['--exclude', `^${folder.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')}/`];
}
