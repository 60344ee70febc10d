/**
 * Files above a project that decide how its tools behave. They are named whether they exist or not:
 * one that appears must change the key. A file of the project's own folder is in its named inputs.
 */
import { cratesOf, type Pyo3Project } from '../project/pyo3-project.ts';
import { childPath, enclosingFolders } from '../project/workspace-path.ts';
import type { Sources } from './target-context.ts';

/** Toolchain and cargo's settings (Cargo reference, "Hierarchical structure"). */
export function cargoFiles(project: Pyo3Project, { cargoFolders }: Sources): readonly string[] {
  return inputs(
    project,
    around(cargoFolders, [
      '.cargo/config.toml',
      '.cargo/config',
      'rust-toolchain.toml',
      'rust-toolchain',
    ]),
  );
}

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

/** Clippy's settings, for which it looks upwards from the crate. */
export function clippyFiles(project: Pyo3Project): readonly string[] {
  const starts = cratesOf(project).map((crate) => crate.root);
  return inputs(project, around(starts, ['clippy.toml', '.clippy.toml']));
}

/** Ruff's settings, where there is Python for it. */
export function ruffFiles(project: Pyo3Project): readonly string[] {
  if (project.kind === 'crate' && project.distribution === undefined) return [];
  return inputs(project, around([project.root], ['ruff.toml', '.ruff.toml']));
}

/** Settings and conftest.py files of the enclosing folders. */
export function pytestFiles(project: Pyo3Project): readonly string[] {
  const settings = ['conftest.py', 'pytest.toml', 'pytest.ini', '.pytest.ini', 'tox.ini'];
  return inputs(project, around([project.root], [...settings, 'setup.cfg', ...installed]));
}

export function typecheckFiles(project: Pyo3Project): readonly string[] {
  const settings = ['mypy.ini', '.mypy.ini', 'setup.cfg', 'pyrightconfig.json'];
  return inputs(project, around([project.root], [...settings, ...installed]));
}

/** Settings that decide which distributions the environment has. */
export function environmentFiles(project: Pyo3Project): readonly string[] {
  return inputs(project, around([project.root], installed));
}

/** Beside pyproject.toml, of which parts count (`enclosing-settings.ts`). */
const installed = ['uv.toml', '.python-version'];

function around(folders: readonly string[], names: readonly string[]): readonly string[] {
  const all = new Set(folders.flatMap(enclosingFolders));
  return [...all].flatMap((folder) => names.map((name) => childPath(folder, name)));
}

function inputs(project: Pyo3Project, files: readonly string[]): readonly string[] {
  const prefix = project.root === '.' ? '' : `${project.root}/`;
  const isOwn = (file: string) =>
    file.startsWith(prefix) &&
    !file
      .slice(prefix.length)
      .replace(/^\.cargo\//, '')
      .includes('/');
  return [...new Set(files)]
    .filter((file) => !isOwn(file))
    .map((file) => `{workspaceRoot}/${file}`);
}
