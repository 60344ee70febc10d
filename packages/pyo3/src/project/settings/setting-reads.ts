/**
 * What the settings of ruff, pytest and the type checkers name outside of a project: a file that
 * extends another, folders of stubs and helpers, plugins. It decides what the tool says as much as the
 * settings do. Paths that lead out of the repository are left out here.
 */
import { isSameData } from '../../files/memo.ts';
import type { Manifests } from '../folder/manifests.ts';
import { textsIn } from '../paths/named-paths.ts';
import { pythonFilesOf } from '../paths/python-files.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { nothingRead, toolReads, unionOfReads, withLine, type ToolReads } from './tool-reads.ts';
import {
  settingsAround,
  settingsIn,
  type SettingsTool,
  type ToolSettings,
} from './tool-settings.ts';
import {
  childPath,
  enclosingFolders,
  folderOf,
  isInside,
  resolvePath,
} from '../folder/workspace-path.ts';

export type SettingReads = Readonly<Record<'ruff' | 'pytest' | 'types', ToolReads>>;

const noSettingReads: SettingReads = { ruff: nothingRead, pytest: nothingRead, types: nothingRead };

/**
 * @param project its folder is where the tools are started, and pytest looks for its settings from
 * the folders of tests upwards.
 * @param roots of all projects: what lies in a project inside this one is not among its files.
 */
export function settingReads(
  project: Pyo3Project,
  roots: ReadonlySet<string>,
  manifests: Manifests,
): SettingReads {
  const { root, distribution } = project;
  // A crate has nothing for these tools.
  if (distribution === undefined) return noSettingReads;
  return getOrMake(readsOfProjects(manifests), root, () =>
    manifests.memo.get(
      'setting-reads',
      root,
      [project, roots],
      () => readAll(project, roots, manifests),
      isSameData,
    ),
  );
}

const readsOfProjects = rememberedPer((_manifests: Manifests) => new Map<string, SettingReads>());

function readAll(
  project: Pyo3Project,
  roots: ReadonlySet<string>,
  manifests: Manifests,
): SettingReads {
  const { root, testPaths } = project;
  const of = (tool: SettingsTool, settings: ToolSettings | undefined) =>
    toolReads(tool, settings, root, manifests);
  const around = (tool: SettingsTool, folder = root) => settingsAround(tool, folder, manifests);
  const ruff = [around('ruff'), ...ruffBelow(project, roots, manifests)];
  const pytest = [...new Set([...testPaths, root])].map((folder) => around('pytest', folder));
  const conftests = conftestAbove(root, pytest[0], manifests);
  const owner = (path: string) => ownerOf(path, roots);
  return {
    ruff: outside(
      ruff.map((settings) => of('ruff', settings)),
      root,
      owner,
    ),
    pytest: outside([...pytest.map((settings) => of('pytest', settings)), conftests], root, owner),
    types: withoutProjects(
      outside([of('mypy', around('mypy')), of('pyright', around('pyright'))], root, owner),
      owner,
    ),
  };
}

/** The project that a file belongs to for Nx: the innermost around it. */
export function ownerOf(path: string, roots: ReadonlySet<string>): string | undefined {
  return enclosingFolders(path).find((folder) => roots.has(folder));
}

/** A folder that is searched counts with all that is in it, unless the project itself is in it. */
function outside(
  all: readonly ToolReads[],
  root: string,
  owner: (path: string) => string | undefined,
): ToolReads {
  const reads = unionOfReads(all);
  if (reads === nothingRead) return nothingRead;
  const folders = reads.searched
    .filter((folder) => !isInside(root, folder) && owner(folder) !== root)
    .map((folder) => childPath(folder, '**/*'));
  const files = reads.inputs.filter((path) => owner(path) !== root);
  return { ...reads, inputs: [...new Set([...files, ...folders])] };
}

/**
 * A type checker reads only what is imported of another project, and the imports are followed; often
 * all projects are searched (`mypy_path`).
 */
function withoutProjects(reads: ToolReads, owner: (path: string) => string | undefined): ToolReads {
  const isOfProject = (glob: string) => {
    const of = glob.endsWith('/**/*') ? owner(glob.slice(0, -'/**/*'.length)) : undefined;
    return of !== undefined && of !== '.';
  };
  return reads.inputs.some(isOfProject)
    ? { ...reads, inputs: reads.inputs.filter((glob) => !isOfProject(glob)) }
    : reads;
}

/** Ruff takes the settings nearest to each file ("Config file discovery"): tests often have some. */
function ruffBelow(
  project: Pyo3Project,
  roots: ReadonlySet<string>,
  manifests: Manifests,
): readonly (ToolSettings | undefined)[] {
  const { root } = project;
  const files = pythonFilesOf(project, roots, manifests.reader);
  const folders = new Set(files.map(folderOf).flatMap(enclosingFolders));
  return [...folders]
    .filter((folder) => folder !== root && isInside(folder, root))
    .map((folder) => settingsIn('ruff', folder, manifests));
}

/**
 * The conftest.py files of the enclosing folders, up to the one that has pytest's settings: pytest
 * loads none above it ("confcutdir"). Each puts its folder on `sys.path`.
 */
function conftestAbove(
  root: string,
  settings: ToolSettings | undefined,
  manifests: Manifests,
): ToolReads {
  if (root === '.') return nothingRead;
  const addopts = textsIn(settings && withLine(settings.table)).find(
    ({ key }) => key === 'addopts',
  );
  const stated = /--(?:confcutdir|rootdir)[=\s]+(\S+)/.exec(addopts?.text ?? '')?.[1];
  const last = stated === undefined ? settings?.folder : resolvePath(root, stated);
  const above = enclosingFolders(root).slice(1);
  const end = last === undefined ? above.length : above.indexOf(last) + 1;
  const found = above
    .slice(0, end)
    .filter((folder) => manifests.reader.isFile(childPath(folder, 'conftest.py')));
  return {
    ...nothingRead,
    searched: found,
    loaded: found.map((folder) => childPath(folder, 'conftest.py')),
  };
}
