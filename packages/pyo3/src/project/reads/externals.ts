/**
 * The packages of others that the lock files of the repository name, and who uses them.
 */
import { isPyo3Error, Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { cratesById, type CargoLock } from '../../manifest/lock/cargo-lock.ts';
import type { UvLock } from '../../manifest/lock/uv-lock.ts';
import { readCrateNeeds } from '../crate/crate-needs.ts';
import {
  crateKey,
  distributionKey,
  externalPackages,
  isForeign,
  type ExternalPackage,
} from '../locks/external-package.ts';
import { directlyLocked } from '../locks/locked-crates.ts';
import { findUvLock } from './locked-distributions.ts';
import { cargoLockOf, uvLockOf } from '../folder/lock-files.ts';
import type { Manifests } from '../folder/manifests.ts';
import { cratesOf, type Pyo3Project } from '../folder/pyo3-project.ts';
import { rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders, isInside } from '../folder/workspace-path.ts';

/** A project uses a package of others. */
export interface ExternalEdge {
  /** Folder of the project. */
  readonly source: string;
  /** Key of an `ExternalPackage`. */
  readonly target: string;
  /** The manifest that says so. */
  readonly sourceFile: string;
}

export interface Externals {
  readonly packages: readonly ExternalPackage[];
  readonly edges: readonly ExternalEdge[];
  /** One for each lock file that cannot be read. */
  readonly broken: readonly Pyo3Error[];
}

export function readExternals(projects: readonly Pyo3Project[], manifests: Manifests): Externals {
  const broken: Pyo3Error[] = [];
  const attempt = <T>(file: string, read: () => T | undefined): T | undefined => {
    try {
      return read();
    } catch (error) {
      broken.push(isPyo3Error(error) ? error : unreadable(file, error));
      return undefined;
    }
  };
  const cargoRoots = unique(
    projects.flatMap((one) => cratesOf(one).map((crate) => crate.cargoRoot)),
  );
  const cargoLocks = new Map<string, CargoLock>();
  for (const folder of cargoRoots) {
    const file = childPath(folder, 'Cargo.lock');
    const lock = attempt(file, () => cargoLockOf(folder, manifests));
    if (lock !== undefined) cargoLocks.set(folder, lock);
  }
  const pythonRoots = projects
    .filter((one) => one.distribution !== undefined)
    .map(({ root }) => root);
  const uvLocks = unique(pythonRoots.flatMap(enclosingFolders)).map((folder) =>
    attempt(childPath(folder, 'uv.lock'), () => uvLockOf(folder, manifests)),
  );
  return {
    packages: manifests.memo.get('packages', '.', [...cargoLocks.values(), ...uvLocks], () =>
      externalPackages([...cargoLocks.values()], uvLocks.filter(isPresent)),
    ),
    edges: projects.flatMap((one) => {
      const locks = cratesOf(one).map((crate) => cargoLocks.get(crate.cargoRoot));
      return manifests.memo.get('external-edges', one.root, [one, ...locks], () => [
        ...crateEdges(one, cargoLocks, manifests),
        ...distributionEdges(one, manifests),
      ]);
    }),
    broken,
  };
}

/** A lock file costs its own packages at most, never the graph. */
function unreadable(file: string, error: unknown): Pyo3Error {
  return new Pyo3Error({
    code: 'manifest-invalid',
    message: `The lock file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    location: { file },
    hint: 'This is a defect of the plugin; please report it with this lock file.',
    cause: error,
  });
}

function crateEdges(
  project: Pyo3Project,
  locks: ReadonlyMap<string, CargoLock>,
  manifests: Manifests,
): readonly ExternalEdge[] {
  return cratesOf(project).flatMap((crate) => {
    const lock: CargoLock | undefined = locks.get(crate.cargoRoot);
    const needs = readCrateNeeds(crate.root, manifests);
    if (lock === undefined || needs === undefined || !isInside(crate.root, project.root)) return [];
    const crates = cratesById(lock);
    return unique(directlyLocked(needs, lock, true) ?? []).flatMap((id) => {
      const used = crates.get(id);
      if (used === undefined || !isForeign(used)) return [];
      return [{ source: project.root, target: crateKey(id), sourceFile: crate.manifestPath }];
    });
  });
}

function distributionEdges(project: Pyo3Project, manifests: Manifests): readonly ExternalEdge[] {
  if (project.distribution === undefined) return [];
  const sourceFile = project.distribution.pyprojectPath;
  const found = findUvLock(project.root, manifests);
  if (found === undefined) return [];
  const isOwn = ownIds(found.lock);
  return unique([...found.entry.dependencies, ...found.entry.grouped])
    .filter((id) => !isOwn.has(id))
    .map((id) => ({ source: project.root, target: distributionKey(id), sourceFile }));
}

const ownIds = rememberedPer(
  ({ distributions }: UvLock): ReadonlySet<string> =>
    new Set(distributions.filter(({ folder }) => folder !== undefined).map(({ id }) => id)),
);

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
