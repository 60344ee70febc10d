import type { Repository } from '../../project/edges/repository.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import type { RequirementPlace } from '../places/requirement-place.ts';
import { statedVersion, type StatedVersion } from '../places/stated-version.ts';

/** The repository as it is before anything is versioned. */
export interface Snapshot {
  readonly repository: Repository;
  readonly manifests: Manifests;
  readonly requirements: readonly RequirementPlace[];
  /** The versions by the folders of their projects. */
  readonly versions: ReadonlyMap<string, StatedVersion>;
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

/** The version that the project had when the snapshot was taken. */
export function versionIn({ versions }: Snapshot, { root }: Pyo3Project): StatedVersion {
  return versions.get(root) ?? { kind: 'unknown', reason: 'has no version' };
}

/** All versions of a repository; a manifest that cannot be read costs its own project only. */
export function statedVersions(
  { projects }: Repository,
  manifests: Manifests,
): ReadonlyMap<string, StatedVersion> {
  return new Map(
    projects.map((project) => {
      try {
        return [project.root, statedVersion(project, manifests)];
      } catch (error) {
        return [project.root, { kind: 'unknown', reason: `cannot be read (${messageOf(error)})` }];
      }
    }),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
