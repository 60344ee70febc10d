/**
 * Python modules outside of a project that its tools import by path: a conftest.py above it and what
 * that imports, helpers in a folder of pytest's `pythonpath`, plugins that settings name.
 */
import type { FileReader } from '../../files/file-reader.ts';
import type { PythonImport } from '../../python/python-import.ts';
import { providersOf, type Providers } from './import-edges.ts';
import type { EdgeKind, ProjectEdge } from './project-edge.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { ownerOf, type SettingReads } from '../settings/setting-reads.ts';
import type { ToolReads } from '../settings/tool-reads.ts';
import { childPath, enclosingFolders, folderOf } from '../folder/workspace-path.ts';

/** Files outside of a project that its tools import, by reader. */
export type OutsideModules = Readonly<Record<'pytest' | 'types', readonly string[]>>;

export interface Followed {
  /** By the project's folder; absent for those that import nothing outside. */
  readonly modules: ReadonlyMap<string, OutsideModules>;
  readonly edges: readonly ProjectEdge[];
  /** Every file that was looked at and is in no project's list of Python files. */
  readonly files: readonly string[];
}

/** What a follower has to ask: each is asked once a file. */
export interface FollowContext {
  readonly reader: FileReader;
  /** Folders of all projects, broken ones included. */
  readonly roots: ReadonlySet<string>;
  readonly providers: Providers;
  /** What each project's settings name. */
  readonly readsOf: (project: Pyo3Project) => SettingReads;
  readonly importsIn: (file: string) => Promise<readonly PythonImport[]>;
}

/** First parts of the modules that can be imported from the searched folders of any project. */
export function searchedHeads(
  projects: readonly Pyo3Project[],
  { reader, readsOf }: Pick<FollowContext, 'reader' | 'readsOf'>,
): ReadonlySet<string> {
  const folders = new Set(
    projects.flatMap((project) => {
      const { pytest, types } = readsOf(project);
      return [...pytest.searched, ...types.searched];
    }),
  );
  return new Set([...folders].flatMap((folder) => modulesIn(folder, reader)));
}

/** Names that can be imported from a folder. */
export function modulesIn(folder: string, reader: FileReader): readonly string[] {
  return reader
    .entries(folder)
    .filter(({ name, kind }) => kind !== 'file' || name.endsWith('.py'))
    .map(({ name }) => name.replace(/\.py$/, ''))
    .filter((name) => /^[\p{L}_][\p{L}\w]*$/u.test(name));
}

/** @param own Python files of each project. */
export async function followOutside(
  own: ReadonlyMap<Pyo3Project, readonly string[]>,
  context: FollowContext,
): Promise<Followed> {
  const modules = new Map<string, OutsideModules>();
  const edges = new Map<string, ProjectEdge>();
  const files = new Set<string>();
  for (const [project, ownFiles] of own) {
    const reads = context.readsOf(project);
    const pytest = await follow(project, reads.pytest, ownFiles, 'python-import-test', context);
    const types = await follow(project, reads.types, ownFiles, 'python-import-types', context);
    for (const found of [pytest, types]) {
      for (const file of found.files) files.add(file);
      for (const edge of found.edges)
        edges.set(JSON.stringify([edge.source, edge.target, edge.kind]), edge);
    }
    if (pytest.files.length + types.files.length === 0) continue;
    modules.set(project.root, { pytest: pytest.files, types: types.files });
  }
  return { modules, edges: [...edges.values()], files: [...files] };
}

interface Reached {
  readonly files: readonly string[];
  readonly edges: readonly ProjectEdge[];
}

async function follow(
  project: Pyo3Project,
  { searched, loaded, modules }: ToolReads,
  own: readonly string[],
  kind: EdgeKind,
  context: FollowContext,
): Promise<Reached> {
  const { reader, roots, providers, importsIn } = context;
  const isOutside = (file: string) => ownerOf(file, roots) !== project.root;
  const edges: ProjectEdge[] = [];
  const use = (name: string, sourceFile: string) => {
    for (const target of providersOf(name, providers)) {
      if (target !== project.root) edges.push({ source: project.root, target, kind, sourceFile });
    }
  };
  const settingsFile = project.distribution?.pyprojectPath ?? project.root;
  const files = new Set(loaded.filter(isOutside));
  for (const name of modules) {
    const found = locate(name, searched, reader);
    if (found.length === 0) use(name, settingsFile);
    for (const file of found) if (isOutside(file)) files.add(file);
  }
  // Own files matter only where something else than their project is searched.
  const starts = searched.length === 0 ? [] : own;
  for (const file of starts) {
    for (const { name, folders } of await importedBy(file, searched, importsIn)) {
      for (const found of locate(name, folders, reader)) if (isOutside(found)) files.add(found);
    }
  }
  // A set that grows while it is walked visits what was added.
  for (const file of files) {
    const around = [...new Set([importRoot(file, reader), ...searched])];
    for (const { name, folders } of await importedBy(file, around, importsIn)) {
      const found = locate(name, folders, reader);
      if (found.length === 0) use(name, file);
      for (const one of found) if (isOutside(one)) files.add(one);
    }
  }
  return { files: [...files], edges };
}

interface NamedModule {
  readonly name: string;
  /** Where Python looks for it. */
  readonly folders: readonly string[];
}

/** A relative import is found by path, whatever is searched. */
async function importedBy(
  file: string,
  searched: readonly string[],
  importsIn: FollowContext['importsIn'],
): Promise<readonly NamedModule[]> {
  const imports = await importsIn(file);
  return imports.flatMap(({ level, module, names }) => {
    const folder = enclosingFolders(folderOf(file))[level - 1];
    const folders = level === 0 ? searched : folder === undefined ? [] : [folder];
    const all = names.length === 0 ? [module] : names.map((one) => `${module}.${one}`);
    return all.map((name) => ({ name: name.replace(/^\./, ''), folders }));
  });
}

/** The folder around the outermost package of a file: where Python must look to find it. */
function importRoot(file: string, reader: FileReader): string {
  const around = enclosingFolders(folderOf(file));
  return around.find((folder) => !reader.isFile(childPath(folder, '__init__.py'))) ?? '.';
}

/** Files that an import of a dotted name reads: those of the packages around the module, too. */
function locate(name: string, folders: readonly string[], reader: FileReader): readonly string[] {
  const parts = name.split('.');
  for (const folder of folders) {
    const files: string[] = [];
    for (let length = 1; length <= parts.length; length += 1) {
      const path = childPath(folder, ...parts.slice(0, length));
      const found = [childPath(path, '__init__.py'), `${path}.py`].find((one) =>
        reader.isFile(one),
      );
      if (found !== undefined) files.push(found);
      else if (!reader.isDirectory(path)) break;
    }
    if (files.length > 0) return files;
  }
  return [];
}
