/** The version of a project, and every place where it is written. */
import { inheritedField } from '../../manifest/cargo/cargo.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import { cratesOf, type Crate, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { pythonForm } from '../versions/two-worlds.ts';
import { pythonVersionSource } from './python-version.ts';
import { readVersion, type VersionPlace } from './version-place.ts';

/** A crate whose version moves with the project. */
export interface VersionedCrate {
  readonly crate: Crate;
  readonly place: VersionPlace;
  readonly version: string;
  /** Whether the number is `[workspace.package] version` of `crate.cargoRoot`. */
  readonly inherited: boolean;
}

export type StatedVersion =
  | {
      readonly kind: 'written';
      /** The version as the first place has it. */
      readonly version: string;
      /** The first is where the version is read. */
      readonly places: readonly VersionPlace[];
      readonly crates: readonly VersionedCrate[];
      /** Crates that have a version of their own, which does not move. */
      readonly apart: readonly VersionedCrate[];
    }
  | { readonly kind: 'tags'; readonly tool: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * A distribution's version is that of pyproject.toml or of what that names; without one, and for a
 * crate, that of Cargo.toml. A crate of the project moves along if it has the same version.
 *
 * @throws what reading the manifests throws.
 */
export function statedVersion(project: Pyo3Project, manifests: Manifests): StatedVersion {
  const { reader } = manifests;
  const crates = cratesOf(project).flatMap((crate) => crateVersion(crate, manifests));
  const pyproject = project.kind === 'crate' ? undefined : manifests.pyproject(project.root);
  const source =
    pyproject === undefined
      ? ({ from: 'crate' } as const)
      : pythonVersionSource(pyproject, project.distribution?.packages?.base, reader);
  switch (source.from) {
    case 'tags':
      return { kind: 'tags', tool: source.tool };
    case 'unknown':
      return { kind: 'unknown', reason: source.reason };
    case 'crate': {
      const [first] = crates;
      if (first === undefined) return { kind: 'unknown', reason: 'has no version in Cargo.toml' };
      return written(first.version, undefined, crates);
    }
    case 'place': {
      const version = readVersion(source.place, reader);
      if (version === undefined) {
        return {
          kind: 'unknown',
          reason: `takes its version from ${source.place.file}, which has none`,
        };
      }
      return written(version, source.place, crates);
    }
  }
}

/** The version of a crate, with its place. */
function crateVersion(crate: Crate, manifests: Manifests): readonly VersionedCrate[] {
  const manifest = manifests.cargo(crate.root);
  const own = manifest?.package?.version;
  if (manifest === undefined || own === undefined) return [];
  if (own !== inheritedField) {
    const place = {
      kind: 'key',
      file: crate.manifestPath,
      path: ['package', 'version'],
      notation: 'semver',
    } as const;
    return [{ crate, place, version: own, inherited: false }];
  }
  const root = findCargoRoot(crate.root, manifest, manifests);
  const version = root.workspace?.package.version;
  if (version === undefined) return [];
  const place = {
    kind: 'key',
    file: root.manifest.file,
    path: ['workspace', 'package', 'version'],
    notation: 'semver',
  } as const;
  return [{ crate, place, version, inherited: true }];
}

function written(
  version: string,
  place: VersionPlace | undefined,
  crates: readonly VersionedCrate[],
): StatedVersion {
  const isSame = (one: VersionedCrate) =>
    one.version === version || pythonForm(one.version) === (pythonForm(version) ?? version);
  const moving = crates.filter(isSame);
  const places = [...(place === undefined ? [] : [place]), ...moving.map((one) => one.place)];
  return {
    kind: 'written',
    version,
    places: places.filter(
      (one, index) => !places.slice(0, index).some((other) => isSamePlace(one, other)),
    ),
    crates: moving,
    apart: crates.filter((one) => !isSame(one)),
  };
}

function isSamePlace(one: VersionPlace, other: VersionPlace): boolean {
  return one.file === other.file && one.kind === other.kind;
}
