import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MypyRun extends ToolRun {
  /** The absolute path of the interpreter whose packages are inspected. */
  readonly interpreter: string;
  /** Empty if mypy's own settings list the files (`files`, `packages` or `modules`). */
  readonly paths: readonly string[];
  /** Folders to exclude, relative to the project's folder. */
  readonly excluded: readonly string[];
  readonly args: readonly string[];
}

/** `mypy`, in the project's folder so that it reads the project's settings. */
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

/** mypy matches a regular expression against the path, in addition to those in its settings. */
function excludeArgs(folder: string): readonly string[] {
  return ['--exclude', `^${folder.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')}/`];
}
