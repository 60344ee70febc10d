/**
 * Version requirements on distributions of the repository in pyproject.toml files: an installer
 * that uses the project's folder rejects a requirement that does not match its version.
 */
import { inheritedField } from '../../manifest/cargo/cargo.ts';
import { writtenRequirements } from '../../manifest/pyproject/written-requirements.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { satisfies } from '../../python/specifier.ts';
import { parsePythonVersion } from '../../python/version.ts';
import { setValue } from '../../toml/edit.ts';
import type { TomlPath } from '../../toml/locate.ts';
import { readable, type Correction, type Rule } from './correction.ts';

export const distributionVersions: Rule = ({ repository, manifests }) => {
  const versions = new Map(
    repository.projects.flatMap((project) => {
      const version = readable(() => versionOf(project, manifests));
      const name = project.distribution?.normalizedName;
      return version === undefined || name === undefined ? [] : [[name, version] as const];
    }),
  );
  return repository.projects.flatMap(({ root, distribution }) => {
    const pyproject = readable(() => manifests.pyproject(root));
    if (pyproject === undefined || distribution === undefined) return [];
    // What builds the project is installed from an index, and not from the repository.
    const installed = writtenRequirements(pyproject).filter(
      ({ path }) => path[0] !== 'build-system',
    );
    return installed.flatMap(({ path, text }) =>
      outdated(distribution.pyprojectPath, path, text, versions),
    );
  });
};

function outdated(
  file: string,
  path: TomlPath,
  text: string,
  versions: ReadonlyMap<string, string>,
): readonly Correction[] {
  const requirement = parseRequirement(text);
  const version = requirement && versions.get(requirement.normalizedName);
  if (requirement === undefined || version === undefined) return [];
  const wanted = specifierFor(version, requirement.specifier);
  if (wanted === undefined) return [];
  return [
    {
      file,
      edit: (manifest) => setValue(manifest, path, text.replace(requirement.specifier, wanted)),
      what: `${requirement.name}${requirement.specifier} becomes ${requirement.name}${wanted}, because the repository has ${version}`,
    },
  ];
}

/**
 * The specifier with the version, if one clause does not match it (PEP 440). `undefined` if it
 * already matches, or if the intention is ambiguous.
 */
function specifierFor(version: string, specifier: string): string | undefined {
  const parsed = parsePythonVersion(version);
  const isFinal = parsed !== undefined && /^\d+(\.\d+)*$/.test(version);
  if (!isFinal || satisfies(parsed.release, specifier) !== false) return undefined;
  const clause = /^(===|==|~=|>=)(\s*)[0-9.]+$/.exec(specifier);
  return clause === null ? undefined : `${clause[1] ?? ''}${clause[2] ?? ''}${version}`;
}

/** The stated version; maturin takes a dynamic version from the crate ("Metadata"). */
function versionOf(project: Pyo3Project, manifests: Manifests): string | undefined {
  const stated = manifests.pyproject(project.root)?.project?.version;
  if (stated !== undefined || project.kind !== 'maturin') return stated;
  const { root } = project.crate;
  const manifest = manifests.cargo(root);
  const version = manifest?.package?.version;
  if (manifest === undefined || version !== inheritedField) return version;
  return findCargoRoot(root, manifest, manifests).workspace?.package.version;
}
