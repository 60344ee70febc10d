/**
 * Files above a project that decide how its tools behave. They are named whether they exist or not:
 * one that appears must change the key. A file of the project's own folder is in its named inputs.
 */
import { cargoSettingsFiles } from '../project/crate/crate.ts';
import { cratesOf, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../project/folder/remembered-per.ts';
import {
  childPath,
  enclosingFolders,
  folderOf,
  isInside,
} from '../project/folder/workspace-path.ts';
import { rootFile } from './root-file.ts';
import type { Sources } from './target-context.ts';

/** Toolchain and cargo's settings (Cargo reference, "Hierarchical structure"). */
export function cargoFiles(project: Pyo3Project, sources: Sources): readonly string[] {
  return getOrMake(cargoFilesOf(sources), project.root, () =>
    around(sources.cargoFolders, project, cargoSettingsFiles, sources.compiled),
  );
}

/** By project: several targets ask for the same. */
const cargoFilesOf = rememberedPer((_sources: Sources) => new Map<string, readonly string[]>());

/** What a source distribution holds of the workspace: manifests and locks as they are. */
export function packedFiles(project: Pyo3Project): readonly string[] {
  const cargoRoots = cratesOf(project).map((crate) => crate.cargoRoot);
  return [
    childPath(project.root, 'uv.lock'),
    ...cargoRoots.flatMap((folder) => [
      childPath(folder, 'Cargo.lock'),
      childPath(folder, 'Cargo.toml'),
    ]),
  ];
}

/**
 * Ignore files of the enclosing folders, which decide what a backend packs: Hatch reads those of Git
 * and Mercurial (Hatch, "Build configuration: VCS"), for an sdist maturin also those of no version
 * control system (crate `ignore`, `WalkBuilder::parents`). What a .gitignore names, Nx does not list; a
 * wheel of maturin can contain it, if only one above the project names it (`warnOfCaches`).
 */
export function packingFiles(project: Pyo3Project): readonly string[] {
  if (project.kind === 'maturin') return around([project.root], project, ['.ignore']);
  return project.kind === 'python' ? around([project.root], project, hatch) : [];
}

/**
 * Clippy's settings, for which it looks upwards from the crate. It lints the crates of the workspace
 * that the project uses as well; what is in their folders is in their named inputs.
 */
export function clippyFiles(project: Pyo3Project, sources: Sources): readonly string[] {
  const own = cratesOf(project).map((crate) => crate.root);
  const crates = [...new Set([...own, ...sources.crateFolders])];
  return around(crates, project, clippy, crates);
}

/** Ruff's settings, where there is Python for it. */
export function ruffFiles(project: Pyo3Project): readonly string[] {
  if (project.kind === 'crate' && project.distribution === undefined) return [];
  return around([project.root], project, ruff);
}

/** Settings and conftest.py files of the enclosing folders. */
export function pytestFiles(project: Pyo3Project): readonly string[] {
  return around([project.root], project, pytest);
}

export function typecheckFiles(project: Pyo3Project): readonly string[] {
  return around([project.root], project, types);
}

/** Settings that decide which distributions the environment has. */
export function environmentFiles(project: Pyo3Project): readonly string[] {
  return around([project.root], project, installed);
}

const clippy = ['clippy.toml', '.clippy.toml'];
const hatch = ['.gitignore', '.hgignore'];
/** ruff passes over what an .ignore above it names. */
const ruff = ['ruff.toml', '.ruff.toml', '.ignore'];
/** Beside pyproject.toml, of which parts count (`enclosing-settings.ts`). */
const installed = ['uv.toml', '.python-version'];
/** pytest imports an `__init__.py` on the way from its `rootdir` to the tests, mypy names modules by it. */
const pytest = [
  ...['conftest.py', 'pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini', 'tox.ini'],
  ...['setup.cfg', '__init__.py', ...installed],
];
const types = [
  ...['mypy.ini', '.mypy.ini', 'setup.cfg', 'pyrightconfig.json', '__init__.py', '__init__.pyi'],
  ...installed,
];

/**
 * Files of cargo in the project's own folder, for its named inputs. Nx 23.3 and later hashes a file
 * that Git ignores where it is named, and not where a glob would match it. Nx compares each file that
 * is named this way with all files of the workspace, so only those are named that exist: one that
 * appears is matched by a glob, unless Git ignores it, and then it is a new graph that names it.
 */
export function ownCargoFiles({ root, cargoFiles = [] }: Pyo3Project): readonly string[] {
  return root === '.' ? inputsIn([root], cargoSettingsFiles) : cargoFiles.map(rootFile);
}

/**
 * The files of these names in the folders and all that enclose them, but for the project's own and
 * those in the folders of others whose named inputs hold them.
 */
function around(
  folders: readonly string[],
  { root }: Pyo3Project,
  names: readonly string[],
  others: readonly string[] = [],
): readonly string[] {
  if (folders.includes(root) && folders.every((folder) => isInside(root, folder))) {
    if (root === '.') return [];
    // The same for all projects of a folder.
    const above = folderOf(root);
    return getOrMake(inputsAbove(names), above, () => inputsIn(enclosingFolders(above), names));
  }
  const all = new Set(folders.flatMap(enclosingFolders));
  for (const folder of [root, ...others]) all.delete(folder);
  return inputsIn([...all], names);
}

function inputsIn(folders: readonly string[], names: readonly string[]): readonly string[] {
  const known = inputsOf(names);
  return folders.flatMap((folder) =>
    getOrMake(known, folder, () => names.map((name) => rootFile(childPath(folder, name)))),
  );
}

/** Of a folder alone. */
const inputsOf = rememberedPer((_names: readonly string[]) => new Map<string, readonly string[]>());

/** Of a folder and all that enclose it. */
const inputsAbove = rememberedPer(
  (_names: readonly string[]) => new Map<string, readonly string[]>(),
);
