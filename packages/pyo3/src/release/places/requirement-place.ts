/** Every version requirement on a project of the repository, in both kinds of manifest. */
import { versionPathOf } from '../../manifest/cargo/dependency-path.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { writtenRequirements } from '../../manifest/pyproject/written-requirements.ts';
import type { Repository } from '../../project/edges/repository.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import { cratesOf } from '../../project/folder/pyo3-project.ts';
import { folderOf, resolvePath } from '../../project/folder/workspace-path.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { entriesOf, stringField, tableField } from '../../toml/fields.ts';
import type { TomlPath } from '../../toml/locate.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';

export interface RequirementPlace {
  readonly file: string;
  readonly path: TomlPath;
  /** The requirement as written; for `pep508` with name, extras and marker. */
  readonly text: string;
  readonly notation: 'cargo' | 'pep508' | 'poetry';
  /** The folder of a crate, or the normalized name of a distribution. */
  readonly target: string;
}

/**
 * The requirements in all readable manifests of the repository, `[workspace.dependencies]` included. A
 * crate is named by its path, a distribution by its name.
 */
export function requirementPlaces(
  repository: Repository,
  manifests: Manifests,
): readonly RequirementPlace[] {
  const { projects, looseCrates } = repository;
  const crateFolders = projects
    .flatMap(cratesOf)
    .flatMap(({ root, cargoRoot }) => [cargoRoot, root]);
  const cargo = [...new Set([...crateFolders, ...looseCrates])].flatMap((folder) => {
    const manifest = readable(() => manifests.cargo(folder));
    return manifest === undefined ? [] : cargoRequirements(manifest);
  });
  const python = projects.flatMap(({ root }) => {
    const pyproject = readable(() => manifests.pyproject(root));
    return pyproject === undefined ? [] : pythonRequirements(pyproject);
  });
  return [...cargo, ...python];
}

function cargoRequirements(manifest: CargoManifest): readonly RequirementPlace[] {
  const shared = manifest.workspace?.dependencies ?? [];
  return [
    ...manifest.dependencies.filter(({ workspace }) => !workspace),
    ...shared.map((dependency) => ({ ...dependency, shared: true })),
  ].flatMap((dependency) => {
    const { path, version: text } = dependency;
    const target = path === undefined ? undefined : resolvePath(folderOf(manifest.file), path);
    if (text === undefined || target === undefined) return [];
    const place = versionPathOf(dependency, manifest);
    return [{ file: manifest.file, path: place, text, notation: 'cargo', target } as const];
  });
}

function pythonRequirements(pyproject: Pyproject): readonly RequirementPlace[] {
  const { file } = pyproject;
  return [
    ...writtenRequirements(pyproject).flatMap(({ path, text }) => {
      const requirement = parseRequirement(text);
      if (requirement === undefined || requirement.specifier === '') return [];
      return [
        { file, path, text, notation: 'pep508', target: requirement.normalizedName } as const,
      ];
    }),
    ...poetryRequirements(file, tableField(pyproject.tool, 'poetry')),
  ];
}

/** Poetry, "Dependency specification": a string, or a table with `version`. */
function poetryRequirements(
  file: string,
  poetry: TomlTable | undefined,
): readonly RequirementPlace[] {
  const groups = entriesOf(tableField(poetry, 'group')).flatMap(([name, group]) =>
    isTable(group) ? [['group', name, 'dependencies']] : [],
  );
  return [['dependencies'], ['dev-dependencies'], ...groups].flatMap((path) => {
    const table = path.reduce<TomlTable | undefined>(tableField, poetry);
    return entriesOf(table).flatMap(([name, value]) => {
      const isPlain = typeof value === 'string';
      const text = isPlain ? value : stringField(isTable(value) ? value : undefined, 'version');
      const place = ['tool', 'poetry', ...path, name, ...(isPlain ? [] : ['version'])];
      const target = normalizeDistributionName(name);
      return text === undefined
        ? []
        : [{ file, path: place, text, notation: 'poetry', target } as const];
    });
  });
}

/** A broken manifest is reported by its own project. */
function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
