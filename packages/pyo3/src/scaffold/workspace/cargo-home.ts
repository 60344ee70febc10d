import { lowestAllowed } from '../../manifest/cargo/cargo-version.ts';
import { readCargoManifest } from '../../manifest/cargo/cargo.ts';
import type { CargoWorkspace } from '../../manifest/cargo/cargo-workspace-table.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import { childPath, folderOf } from '../../project/folder/workspace-path.ts';
import { readableCrates, type Survey } from './repository-survey.ts';

/** Where a new crate belongs. */
export interface CargoHome {
  /** Folder of the cargo workspace: the nearest around the crate, else the root of the repository. */
  readonly folder: string;
  /** Absent when the workspace has still to be made. */
  readonly workspace?: CargoWorkspace;
}

/** The cargo workspace that a crate in `crateDirectory` joins. */
export function findCargoHome(crateDirectory: string, { manifests }: Survey): CargoHome {
  // The crate does not exist yet; an empty manifest has no say in where its root is.
  const future = readCargoManifest('', childPath(crateDirectory, 'Cargo.toml'));
  const { folder, workspace } = findCargoRoot(crateDirectory, future, manifests);
  return workspace === undefined ? { folder: '.' } : { folder, workspace };
}

/** The version of pyo3 that a cargo workspace has settled on, and where it says so. */
export interface Pyo3InUse {
  readonly requirement: string;
  readonly file: string;
}

/**
 * What `[workspace.dependencies]` says of pyo3, else the first crate of the workspace that has it:
 * pyo3-ffi has a `links` key, so cargo refuses two series of it in one workspace.
 */
export function pyo3InUse(crateDirectory: string, survey: Survey): Pyo3InUse | undefined {
  const home = findCargoHome(crateDirectory, survey);
  if (home.workspace === undefined) return undefined;
  const members = readableCrates(survey).filter(
    ({ file }) => findCargoHome(folderOf(file), survey).folder === home.folder,
  );
  const root = { file: childPath(home.folder, 'Cargo.toml'), ...home.workspace };
  for (const { file, dependencies } of [root, ...members]) {
    const requirement = dependencies.find(({ name }) => name === 'pyo3')?.version;
    if (requirement !== undefined && lowestAllowed(requirement) !== undefined) {
      return { requirement, file };
    }
  }
  return undefined;
}
