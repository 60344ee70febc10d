import { optionWithValue } from './argument.ts';

/**
 * Leaves folders out of what ruff looks at, beside those that its settings leave out: projects
 * inside the project have results of their own, and their files are in no key of this one.
 */
export function excludeArgs(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => optionWithValue('--extend-exclude', folder));
}
