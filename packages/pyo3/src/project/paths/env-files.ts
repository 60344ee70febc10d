import type { FileReader } from '../../files/file-reader.ts';
import { isEnvFile } from '../folder/env-file-name.ts';
import { isIgnoredAnywhere } from './ignored-files.ts';
import { childPath } from '../folder/workspace-path.ts';

/** Existing files from which Nx takes variables of a project's tasks, relative to the workspace root. */
export interface EnvFiles {
  /** Files that Nx hashes. */
  readonly hashed: readonly string[];
  /** Files that Nx does not hash, because git ignores them. */
  readonly ignored: readonly string[];
}

/**
 * The `.env` files in the project's folder and in the root, for all of its targets and their
 * configurations (Nx documentation, "Define environment variables").
 */
export function envFilesOf(projectRoot: string, reader: FileReader): EnvFiles {
  const files = [...new Set(['.', projectRoot])].flatMap((folder) =>
    reader
      .entries(folder)
      .filter(({ name, kind }) => kind !== 'folder' && isEnvFile(name))
      .map(({ name }) => childPath(folder, name)),
  );
  const isIgnored = (path: string) => isIgnoredAnywhere(path, reader);
  return {
    hashed: files.filter((path) => !isIgnored(path)),
    ignored: files.filter(isIgnored),
  };
}
