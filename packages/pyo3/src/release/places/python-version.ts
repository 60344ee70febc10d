/** Where a distribution states its version, by the rules of its build backend. */
import { posix } from 'node:path';
import type { FileReader } from '../../files/file-reader.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { childPath, folderOf } from '../../project/folder/workspace-path.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import type { VersionPlace } from './version-place.ts';

export type PythonVersionSource =
  | { readonly from: 'place'; readonly place: VersionPlace }
  /** maturin takes the version from Cargo.toml. */
  | { readonly from: 'crate' }
  /** A tool computes the version from git tags; nothing is written. */
  | { readonly from: 'tags'; readonly tool: string }
  /** Neither; `reason` is a clause that follows the distribution's name. */
  | { readonly from: 'unknown'; readonly reason: string };

/** Tools that compute the version from git tags, by their package name in `requires`. */
const tagTools: ReadonlySet<string> = new Set([
  'setuptools-scm',
  'setuptools-git-versioning',
  'hatch-vcs',
  'versioningit',
  'poetry-dynamic-versioning',
  'uv-dynamic-versioning',
  'versioneer',
]);

/** @param base the folder of the top-level packages relative to the project, if it is stated. */
export function pythonVersionSource(
  pyproject: Pyproject,
  base: string | undefined,
  reader: FileReader,
): PythonVersionSource {
  const { project, tool, file } = pyproject;
  if (project?.version !== undefined) return keyOf(file, ['project', 'version']);
  const backend = pyproject.buildSystem?.buildBackend ?? '';
  const required = (pyproject.buildSystem?.requires ?? []).map(
    (text) => parseRequirement(text)?.normalizedName ?? '',
  );
  const poetry = tableField(tool, 'poetry');
  const isTagged = required.find((name) => tagTools.has(name));
  if (isTagged !== undefined) return { from: 'tags', tool: isTagged };
  if (backend === 'maturin' || required.includes('maturin')) return { from: 'crate' };
  if (stringField(poetry, 'version') !== undefined)
    return keyOf(file, ['tool', 'poetry', 'version']);
  const hatch = tableField(tableField(tool, 'hatch'), 'version');
  if (backend.startsWith('hatchling') && hatch) return hatchSource(file, hatch);
  const pdm = tableField(tableField(tool, 'pdm'), 'version');
  if (backend.startsWith('pdm') && pdm) return pdmSource(file, pdm);
  const setuptools = tableField(tableField(tableField(tool, 'setuptools'), 'dynamic'), 'version');
  if (setuptools) return setuptoolsSource(file, setuptools, base, reader);
  if (backend.startsWith('flit_core')) return flitSource(pyproject, reader);
  return { from: 'unknown', reason: 'states no version that can be changed' };
}

function keyOf(file: string, path: readonly string[]): PythonVersionSource {
  return { from: 'place', place: { kind: 'key', file, path, notation: 'pep440' } };
}

/** Hatch, "Versioning": `path` is a Python file, unless `source` is something else than `regex`. */
function hatchSource(file: string, table: TomlTable): PythonVersionSource {
  const source = stringField(table, 'source') ?? 'regex';
  const path = stringField(table, 'path');
  if (source === 'vcs') return { from: 'tags', tool: 'hatch-vcs' };
  if (source !== 'regex' || path === undefined) {
    return { from: 'unknown', reason: `has tool.hatch.version.source = "${source}"` };
  }
  if (table['pattern'] !== undefined) {
    return { from: 'unknown', reason: 'has a pattern of its own in tool.hatch.version' };
  }
  return assignmentIn(childPath(folderOf(file), path), ['__version__', 'VERSION']);
}

/** PDM backend, "Dynamic versioning". */
function pdmSource(file: string, table: TomlTable): PythonVersionSource {
  const source = stringField(table, 'source');
  const path = stringField(table, 'path');
  if (source === 'scm') return { from: 'tags', tool: 'pdm-backend' };
  if (source === 'file' && path !== undefined) {
    return assignmentIn(childPath(folderOf(file), path), ['__version__']);
  }
  return { from: 'unknown', reason: `has tool.pdm.version.source = "${source ?? ''}"` };
}

/** Setuptools user guide, "Dynamic Metadata": `{ attr = "pkg.__version__" }` or `{ file = "VERSION" }`. */
function setuptoolsSource(
  file: string,
  table: TomlTable,
  base: string | undefined,
  reader: FileReader,
): PythonVersionSource {
  const folder = folderOf(file);
  const named = stringField(table, 'file') ?? stringsField(table, 'file')[0];
  if (named !== undefined) {
    const place = {
      kind: 'whole-file',
      file: childPath(folder, named),
      notation: 'pep440',
    } as const;
    return { from: 'place', place };
  }
  const attribute = stringField(table, 'attr') ?? '';
  const parts = attribute.split('.');
  const module = parts.slice(0, -1).join('/');
  const bases = base === undefined ? ['.', 'src', 'python'] : [base];
  const found = bases
    .flatMap((each) =>
      [`${module}/__init__.py`, `${module}.py`].map((path) => posix.join(each, path)),
    )
    .map((path) => childPath(folder, path))
    .find((path) => reader.isFile(path));
  if (found === undefined) {
    return { from: 'unknown', reason: `names "${attribute}", and no such module was found` };
  }
  return assignmentIn(found, [parts.at(-1) ?? '']);
}

/** Flit, "Module section": `__version__` of the package. */
function flitSource({ file, project, tool }: Pyproject, reader: FileReader): PythonVersionSource {
  const stated = stringField(tableField(tableField(tool, 'flit'), 'module'), 'name');
  const module = stated ?? (project?.name ?? '').replaceAll('-', '_');
  const found = ['', 'src/']
    .flatMap((base) => [`${base}${module}/__init__.py`, `${base}${module}.py`])
    .map((path) => childPath(folderOf(file), path))
    .find((path) => reader.isFile(path));
  if (found !== undefined) return assignmentIn(found, ['__version__']);
  return { from: 'unknown', reason: `has no module "${module}"` };
}

function assignmentIn(file: string, names: readonly string[]): PythonVersionSource {
  return { from: 'place', place: { kind: 'assignment', file, names, notation: 'pep440' } };
}
