import type { Repository } from '../../project/edges/repository.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import type { RequirementPlace } from '../places/requirement-place.ts';

/** The repository as it is before anything is versioned. */
export interface Snapshot {
  readonly repository: Repository;
  readonly manifests: Manifests;
  readonly requirements: readonly RequirementPlace[];
  /** The projects by their folders. */
  readonly byRoot: ReadonlyMap<string, Pyo3Project>;
}

export interface FileEdit {
  readonly file: string;
  /** May throw Pyo3Error `edit-failed`. */
  readonly edit: (text: string) => string;
}

/** What gets a new version. */
export interface Released {
  /** In SemVer. */
  readonly version: string;
  readonly crateFolders: ReadonlySet<string>;
  /** The normalized name of the distribution. */
  readonly distribution?: string;
}
