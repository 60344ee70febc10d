import { posix } from 'node:path';
import { cratesOf, type Crate, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { findUvRoot } from '../../project/distribution/uv-workspace.ts';
import { childPath, folderOf } from '../../project/folder/workspace-path.ts';
import { withLockedCrate } from '../locks/cargo-lock-edit.ts';
import { withLockedDistribution } from '../locks/uv-lock-edit.ts';
import type { StatedVersion } from '../places/stated-version.ts';
import { withVersion } from '../places/version-place.ts';
import { pythonForm } from '../versions/two-worlds.ts';
import { versionIn, type FileEdit, type Released, type Snapshot } from './file-edit.ts';
import { raisedRequirements, requirementsOn } from './raise-requirements.ts';

/**
 * Everything that a new version of a project changes: the places that state it, the lock files,
 * `[workspace.dependencies]`, and each requirement of the repository that does not allow it, since cargo
 * rejects the whole workspace for one.
 *
 * @throws Pyo3Error `requirement-excludes`; nothing must be written then.
 */
export function versionEdits(
  project: Pyo3Project,
  version: string,
  keepMatching: boolean,
  snapshot: Snapshot,
): readonly FileEdit[] {
  const { manifests, requirements } = snapshot;
  const stated = versionIn(snapshot, project);
  if (stated.kind !== 'written') return [];
  const released = releasedBy(project, version, snapshot);
  const named = requirementsOn(requirements, released);
  const shared = named.filter(({ path }) => path[0] === 'workspace');
  const others = named.filter((one) => !shared.includes(one));
  const raise = (places: typeof named, keep: boolean) =>
    raisedRequirements(places, version, keep, manifests.reader);
  const crates = movingCrates(stated, snapshot);
  return [
    ...stated.places.map((place): FileEdit => {
      const text = place.notation === 'semver' ? version : (pythonForm(version) ?? version);
      return { file: place.file, edit: (before) => withVersion(place, before, text) };
    }),
    ...raise(shared, keepMatching),
    ...raise(others, true),
    ...crates.flatMap((crate) => cargoLockEdits(crate, version, snapshot)),
    ...uvLockEdits(project, pythonForm(version) ?? version, snapshot),
  ];
}

/** What requirements can name when a project gets a version; a crate with a version of its own is not. */
export function releasedBy(project: Pyo3Project, version: string, snapshot: Snapshot): Released {
  const stated = versionIn(snapshot, project);
  const crates = movingCrates(stated, snapshot);
  const distribution = project.distribution?.normalizedName;
  return {
    version,
    crateFolders: new Set(crates.map(({ root }) => root)),
    ...(distribution === undefined || project.kind === 'crate' ? {} : { distribution }),
  };
}

/** The crates of the project, and all that inherit the same number from their workspace. */
function movingCrates(stated: StatedVersion, snapshot: Snapshot): readonly Crate[] {
  if (stated.kind !== 'written') return [];
  const own = stated.crates.map(({ crate }) => crate);
  const roots = new Set(
    stated.crates.flatMap(({ inherited, crate }) => (inherited ? [crate.cargoRoot] : [])),
  );
  if (roots.size === 0) return own;
  const heirs = snapshot.repository.projects.filter((project) =>
    cratesOf(project).some(({ cargoRoot }) => roots.has(cargoRoot)),
  );
  const inherited = heirs.flatMap((project) => {
    const theirs = versionIn(snapshot, project);
    return theirs.kind === 'written' ? theirs.crates.filter((one) => one.inherited) : [];
  });
  const all = [...own, ...inherited.map(({ crate }) => crate)];
  return all.filter((crate, index) => all.findIndex(({ root }) => root === crate.root) === index);
}

/** Also the lock files of other workspaces, which may have the crate by its path. */
function cargoLockEdits(
  { name }: Crate,
  version: string,
  { repository, manifests }: Snapshot,
): readonly FileEdit[] {
  const folders = new Set(repository.projects.flatMap(cratesOf).map(({ cargoRoot }) => cargoRoot));
  return [...folders, ...repository.looseCrates]
    .map((folder) => childPath(folder, 'Cargo.lock'))
    .filter((file) => manifests.reader.isFile(file))
    .map((file) => ({ file, edit: (text) => withLockedCrate(text, name, version) }));
}

function uvLockEdits(
  { root, distribution }: Pyo3Project,
  version: string,
  { repository, manifests }: Snapshot,
): readonly FileEdit[] {
  if (distribution === undefined) return [];
  const folders = repository.projects.flatMap((project) => [
    project.root,
    findUvRoot(project.root, manifests)?.folder ?? project.root,
  ]);
  return [...new Set(['.', ...folders])]
    .map((folder) => childPath(folder, 'uv.lock'))
    .filter((file) => manifests.reader.isFile(file))
    .map((file) => {
      const relative = posix.relative(folderOf(file), root) || '.';
      return {
        file,
        edit: (text: string) =>
          withLockedDistribution(text, distribution.normalizedName, relative, version),
      };
    });
}
