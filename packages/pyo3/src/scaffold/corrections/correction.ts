import type { Repository } from '../../project/edges/repository.ts';
import type { Manifests } from '../../project/folder/manifests.ts';

/** One entry in a manifest that disagrees with the repository, and how to correct it. */
export interface Correction {
  /** The path of the manifest. */
  readonly file: string;
  /** Returns the corrected text of the manifest; may throw `edit-failed`. */
  readonly edit: (text: string) => string;
  /** Describes the change as a clause that follows the file's name. */
  readonly what: string;
}

export interface Surveyed {
  readonly repository: Repository;
  readonly manifests: Manifests;
  /** Folders with a manifest; one of them may be a workspace without projects. */
  readonly folders?: readonly string[];
}

/** Finds the corrections of one rule; returns none for manifests that cannot be read. */
export type Rule = (surveyed: Surveyed) => readonly Correction[];

/** The parsed manifest, or `undefined` if it cannot be read: its own project reports the error. */
export function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Whether a member is a literal path and not a glob. */
export function isPlainPath(member: string): boolean {
  return !/[*?[]/.test(member);
}
