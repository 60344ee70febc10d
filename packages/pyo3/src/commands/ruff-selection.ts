import { optionWithValue } from './argument.ts';

/**
 * Excludes folders from ruff, in addition to those in its settings: projects inside the project
 * have their own tasks, and their files are not part of this project's cache keys.
 */
export function excludeArgs(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => optionWithValue('--extend-exclude', folder));
}
