/**
 * Version requirements on crates of the repository in Cargo.toml files: cargo rejects a path
 * dependency if its `version` does not match the crate's version.
 */
import semver from 'semver';
import { inheritedField, type CargoManifest } from '../../manifest/cargo/cargo.ts';
import { versionPathOf } from '../../manifest/cargo/dependency-path.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import { cratesOf } from '../../project/folder/pyo3-project.ts';
import { folderOf, resolvePath } from '../../project/folder/workspace-path.ts';
import { setValue } from '../../toml/edit.ts';
import { readable, type Correction, type Rule } from './correction.ts';

export const crateVersions: Rule = ({ repository, manifests }) => {
  const folders = new Set(
    repository.projects.flatMap(cratesOf).flatMap(({ root, cargoRoot }) => [cargoRoot, root]),
  );
  return [...folders].flatMap((folder) => {
    const manifest = readable(() => manifests.cargo(folder));
    return manifest === undefined ? [] : outdated(manifest, manifests);
  });
};

function outdated(manifest: CargoManifest, manifests: Manifests): readonly Correction[] {
  const shared = manifest.workspace?.dependencies ?? [];
  return [
    ...manifest.dependencies.filter(({ workspace }) => !workspace),
    ...shared.map((dependency) => ({ ...dependency, shared: true })),
  ].flatMap((dependency) => {
    const { name, path, version: requirement } = dependency;
    const target = path === undefined ? undefined : resolvePath(folderOf(manifest.file), path);
    const version = target === undefined ? undefined : versionOf(target, manifests);
    if (requirement === undefined || version === undefined) return [];
    const wanted = requirementFor(version, requirement);
    if (wanted === undefined) return [];
    return [
      {
        file: manifest.file,
        edit: (text: string) => setValue(text, versionPathOf(dependency, manifest), wanted),
        what: `${name} ${requirement} becomes ${wanted}, because the repository has ${version}`,
      },
    ];
  });
}

function versionOf(folder: string, manifests: Manifests): string | undefined {
  return readable(() => {
    const manifest = manifests.cargo(folder);
    const version = manifest?.package?.version;
    if (manifest === undefined || version !== inheritedField) return version;
    return findCargoRoot(folder, manifest, manifests).workspace?.package.version;
  });
}

/**
 * The requirement that matches the version, in the form of the one that does not; `undefined` if it
 * already matches, or if one of the two cannot be parsed. Cargo's comma is a space in semver, and a
 * bare version is a caret requirement (Cargo reference, "Specifying Dependencies").
 */
function requirementFor(version: string, requirement: string): string | undefined {
  const clauses = requirement.split(',').map((clause) => clause.trim());
  const range = clauses.map((clause) => (/^\d/.test(clause) ? `^${clause}` : clause)).join(' ');
  const parsed = semver.parse(version);
  if (parsed === null || semver.validRange(range) === null) return undefined;
  if (semver.satisfies(parsed, range)) return undefined;
  const shape = /^(\^|~|=)?\s*(\d+(?:\.\d+)*)$/.exec(requirement);
  if (shape === null || parsed.prerelease.length > 0) return version;
  const [, operator = '', numbers = ''] = shape;
  const parts = operator === '=' ? 3 : numbers.split('.').length;
  return operator + [parsed.major, parsed.minor, parsed.patch].slice(0, parts).join('.');
}
