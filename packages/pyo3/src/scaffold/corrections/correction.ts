import type { Repository } from '../../project/edges/repository.ts';
import type { Manifests } from '../../project/folder/manifests.ts';

/** One thing in a manifest that is not in step with the repository, and how it becomes so. */
export interface Correction {
  /** Path of the manifest. */
  readonly file: string;
  /** The text of the manifest, corrected; may throw `edit-failed`. */
  readonly edit: (text: string) => string;
  /** What is done, as a clause that follows the file's name. */
  readonly what: string;
}

export interface Surveyed {
  readonly repository: Repository;
  readonly manifests: Manifests;
  /** Folders with a manifest; a workspace without projects is in one of them, too. */
  readonly folders?: readonly string[];
}

/** Finds what one rule has to correct; nothing for manifests that cannot be read. */
export type Rule = (surveyed: Surveyed) => readonly Correction[];

/** What a manifest says, or nothing when it cannot be read: its own project tells that. */
export function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A member that is named as it is, and not by a glob. */
export function isPlainPath(member: string): boolean {
  return !/[*?[]/.test(member);
}
