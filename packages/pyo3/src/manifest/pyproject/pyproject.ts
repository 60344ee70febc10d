/**
 * The read model of a pyproject.toml (PEP 517, 621, 735 and the known `[tool]` tables), as written:
 * requirements are strings, names are not normalized, and no other file is read. Editing is in
 * `pyproject-edit.ts`.
 *
 * A field of the wrong type is an error only if the build backend rejects the file and the plugin
 * needs the field; otherwise it counts as absent.
 */
import { entriesOf, isArray, stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlPath } from '../../toml/locate.ts';
import { isTable, parseTomlDocument, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import {
  invalidManifest,
  requireString,
  requirePrintable,
  requireTable,
  type ManifestSource,
} from '../source/manifest-source.ts';
import { readMaturinConfig, type MaturinConfig } from './maturin-config.ts';
import { requireRequirement, requireRequirements } from '../source/requirement-fields.ts';
import { readPoetrySettings, type PoetrySettings } from './poetry-settings.ts';
import { readProjectTable, type ProjectTable } from './project-table.ts';
import { readSetuptoolsRustConfig, type SetuptoolsRustConfig } from './setuptools-rust-config.ts';
import { readUvSettings, type UvSettings } from './uv-settings.ts';

/** An `{ include-group = "…" }` entry of PEP 735. */
export interface IncludeGroup {
  readonly includeGroup: string;
}

/** The `[build-system]` table (PEP 517 and 518). */
export interface BuildSystem {
  readonly requires: readonly string[];
  /** Absent means `setuptools.build_meta:__legacy__`. */
  readonly buildBackend?: string;
  readonly backendPath: readonly string[];
}

export interface Pyproject {
  readonly file: string;
  /**
   * `[project]`, or what `[tool.poetry]` says in its place. Absent if there is neither: the file has
   * only a build-system, or only settings of tools.
   */
  readonly project?: ProjectTable;
  /** The groups by their names as written, poetry's included. */
  readonly dependencyGroups: Readonly<Record<string, readonly (string | IncludeGroup)[]>>;
  readonly buildSystem?: BuildSystem;
  readonly uv: UvSettings;
  /** Where poetry takes distributions from, by name as written: folders or archives. */
  readonly poetryPaths: Readonly<Record<string, string>>;
  /** Absent if there is no `[tool.maturin]`; the backend may still be maturin. */
  readonly maturin?: MaturinConfig;
  readonly setuptoolsRust?: SetuptoolsRustConfig;
  /** Files with dynamic dependencies, relative to the folder (see `withDynamicDependencies`). */
  readonly requirementFiles?: readonly string[];
  /**
   * The `[tool]` table, unparsed: `tool.mypy`, `tool.ruff`, … exist if the project configures them.
   */
  readonly tool: TomlTable;
  /** The whole document, unparsed. */
  readonly document: TomlTable;
}

/**
 * @param file the path relative to the workspace root, for messages and `Pyproject.file`.
 * @throws Pyo3Error `toml-syntax`, or `manifest-invalid` if build backends reject the file.
 */
export function readPyproject(text: string, file: string): Pyproject {
  const root = parseTomlDocument(text, file);
  const source = { text, file };
  const tool = requireTable(source, root, ['tool']) ?? {};
  const maturin = requireTable(source, tool, ['tool', 'maturin']);
  const setuptoolsRust = tableField(tool, 'setuptools-rust');
  const poetry = readPoetrySettings(tool);
  const buildSystem = readBuildSystem(source, requireTable(source, root, ['build-system']));
  const project = readProjectTable(source, requireTable(source, root, ['project']));
  const backend = buildSystem?.buildBackend ?? 'poetry';
  const read: Pyproject = {
    file,
    project: backend.startsWith('poetry') ? withPoetry(project, poetry) : project,
    dependencyGroups: recordOf([
      ...Object.entries(poetry?.groups ?? {}),
      ...Object.entries(readDependencyGroups(source, root)),
    ]),
    buildSystem,
    uv: readUvSettings(source, tableField(tool, 'uv')),
    poetryPaths: poetry?.paths ?? {},
    maturin: maturin && readMaturinConfig(source, maturin),
    setuptoolsRust: setuptoolsRust && readSetuptoolsRustConfig(setuptoolsRust),
    tool,
    document: root,
  };
  // What a reader has to say of a string is more to the point.
  requirePrintableTables(source, root, tool);
  return read;
}

/** The settings of other tools may have several lines, such as commands and options of pytest. */
function requirePrintableTables(source: ManifestSource, root: TomlTable, tool: TomlTable): void {
  requirePrintable(source, tableField(root, 'build-system'), ['build-system']);
  requirePrintable(source, tableField(root, 'project'), ['project'], prose);
  requirePrintable(source, tableField(root, 'dependency-groups'), ['dependency-groups']);
  for (const name of ['maturin', 'setuptools-rust', 'uv']) {
    requirePrintable(source, tableField(tool, name), ['tool', name]);
  }
}

const prose = ['authors', 'description', 'keywords', 'license', 'maintainers', 'readme'];

/** Poetry reads its own dependencies if `[project]` is absent or says that they are dynamic. */
function withPoetry(
  project: ProjectTable | undefined,
  poetry: PoetrySettings | undefined,
): ProjectTable | undefined {
  if (poetry === undefined) return project;
  const { name, version, requiresPython, dependencies, extras } = poetry;
  if (project === undefined) {
    if (name === undefined) return undefined;
    const rest = { dynamic: [], scripts: [], licenseFiles: [] };
    return { name, version, requiresPython, dependencies, optionalDependencies: extras, ...rest };
  }
  if (!project.dynamic.includes('dependencies')) return project;
  return {
    ...project,
    dependencies,
    dynamic: project.dynamic.filter((field) => field !== 'dependencies'),
  };
}

function readBuildSystem(
  source: ManifestSource,
  table: TomlTable | undefined,
): BuildSystem | undefined {
  if (table === undefined) return undefined;
  const path = ['build-system', 'requires'];
  return {
    requires: requireRequirements(source, table, path, 'requires = ["maturin>=1.16,<2.0"]'),
    buildBackend: requireString(source, table, ['build-system', 'build-backend']),
    backendPath: stringsField(table, 'backend-path'),
  };
}

function readDependencyGroups(
  source: ManifestSource,
  root: TomlTable,
): Pyproject['dependencyGroups'] {
  const table = requireTable(source, root, ['dependency-groups']);
  return recordOf(entriesOf(table).map(([name, value]) => [name, readGroup(source, name, value)]));
}

function readGroup(
  source: ManifestSource,
  name: string,
  value: TomlValue,
): readonly (string | IncludeGroup)[] {
  const path = ['dependency-groups', name];
  if (isArray(value)) {
    return value.flatMap((element, index) => readGroupElement(source, element, [...path, index]));
  }
  throw invalidManifest(
    source,
    path,
    `The dependency group "${name}" must be an array.`,
    `Write it as an array: ${name} = ["pytest>=8"]`,
  );
}

function readGroupElement(
  source: ManifestSource,
  element: TomlValue,
  path: TomlPath,
): readonly (string | IncludeGroup)[] {
  if (typeof element === 'string') {
    requireRequirement(source, element, path);
    return [element];
  }
  const includeGroup = isTable(element) ? stringField(element, 'include-group') : undefined;
  return includeGroup === undefined ? [] : [{ includeGroup }];
}
