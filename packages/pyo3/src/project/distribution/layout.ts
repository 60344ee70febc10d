/**
 * Where maturin looks for what (maturin 1.16, `src/project_layout.rs`).
 */
import type { FileReader } from '../../files/file-reader.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { childPath, resolvePath } from '../folder/workspace-path.ts';
import type { Extension } from '../folder/pyo3-project.ts';

/**
 * Path of the crate's manifest; `undefined` when `manifest-path` leads out of the repository.
 *
 * Order: `[tool.maturin] manifest-path`; `rust/Cargo.toml` of a project that has `python-source` or
 * `src/<package>/__init__.py`; `Cargo.toml`.
 */
export function cargoManifestPath(
  root: string,
  pyproject: Pyproject | undefined,
  reader: FileReader,
): string | undefined {
  const configured = pyproject?.maturin?.manifestPath;
  if (configured !== undefined) return resolvePath(root, configured);
  const inRust = childPath(root, 'rust', 'Cargo.toml');
  const splits =
    pyproject?.maturin?.pythonSource !== undefined || hasSrcLayout(root, pyproject, reader);
  return splits && reader.isFile(inRust) ? inRust : childPath(root, 'Cargo.toml');
}

/** Module name, Python root and package folder of a maturin project's extension. */
export function extensionOf(
  root: string,
  pyproject: Pyproject | undefined,
  manifest: CargoManifest,
  reader: FileReader,
): Extension {
  const moduleName = moduleNameOf(pyproject, manifest);
  const parts = moduleName.split('.');
  const initName = parts.at(-1) ?? moduleName;
  const pythonRoot = pythonRootOf(root, pyproject, reader);
  const topPackage = childPath(pythonRoot, parts[0] ?? moduleName);
  const base = { moduleName, initName, pythonRoot };
  if (!isPackage(topPackage, reader)) return { ...base, layout: 'pure' };
  const inside = parts.length === 1 ? parts : parts.slice(0, -1);
  return { ...base, layout: 'mixed', packageDir: childPath(pythonRoot, ...inside) };
}

/**
 * Places of what a wheel may have beside the package, as `[tool.maturin]` says: folders of packages
 * and of data, and where the globs of `include` begin. The project's own folder is possible.
 */
export function packedBeside(
  root: string,
  { pythonRoot }: Extension,
  pyproject: Pyproject | undefined,
): readonly string[] {
  const { include = [], data } = pyproject?.maturin ?? {};
  const beginnings = include.map(beginningOf);
  const inProject = [...beginnings, ...(data === undefined ? [] : [data])];
  const places = [
    ...inProject.map((path) => resolvePath(root, path === '' ? '.' : path)),
    ...pythonPackages(pyproject).map((name) => resolvePath(pythonRoot, name)),
  ];
  return [...new Set(places.filter((path) => path !== undefined))];
}

/** The folders before the first part with a wildcard, with the separator at their end. */
function beginningOf(glob: string): string {
  const wildcard = glob.search(/[*?[{]/);
  if (wildcard === -1) return glob;
  const before = glob.slice(0, wildcard);
  return before.slice(0, Math.max(before.lastIndexOf('/'), before.lastIndexOf('\\')) + 1);
}

/**
 * `module-name`, else `[lib] name`, else `[project] name`, else the crate's name. maturin refuses a
 * minus in it (see `moduleNameProblem`); what was meant is told from an underscore.
 */
function moduleNameOf(pyproject: Pyproject | undefined, manifest: CargoManifest): string {
  const stated = pyproject?.maturin?.moduleName ?? manifest.lib?.name;
  const derived = pyproject?.project?.name ?? manifest.package?.name ?? '';
  return stated ?? derived.replaceAll('-', '_');
}

/** `python-source`, else `src` in a src layout, else the project's folder. */
function pythonRootOf(root: string, pyproject: Pyproject | undefined, reader: FileReader): string {
  const configured = pyproject?.maturin?.pythonSource;
  if (configured !== undefined) return resolvePath(root, configured) ?? root;
  return hasSrcLayout(root, pyproject, reader) ? childPath(root, 'src') : root;
}

/**
 * `rust/Cargo.toml` beside `src/<package>/__init__.py`. The package is `[project] name` or one of
 * `python-packages`; `module-name` does not count, and with the crate in the project's own folder
 * `src` is the crate's (tried with maturin 1.16).
 */
function hasSrcLayout(root: string, pyproject: Pyproject | undefined, reader: FileReader): boolean {
  if (!reader.isFile(childPath(root, 'rust', 'Cargo.toml'))) return false;
  const name = pyproject?.project?.name?.replaceAll('-', '_');
  const packages = [...(name === undefined ? [] : [name]), ...pythonPackages(pyproject)];
  return packages.some((folder) => reader.isFile(childPath(root, 'src', folder, '__init__.py')));
}

function pythonPackages(pyproject: Pyproject | undefined): readonly string[] {
  return pyproject?.maturin?.pythonPackages ?? [];
}

/** A namespace package needs no `__init__.py`, but a folder with a Cargo.toml is a crate. */
function isPackage(folder: string, reader: FileReader): boolean {
  return reader.isDirectory(folder) && !reader.isFile(childPath(folder, 'Cargo.toml'));
}
