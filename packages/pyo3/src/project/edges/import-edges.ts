/**
 * Edges that Python files say: what a file imports, and no manifest names.
 */
import { forgetful, type Memo } from '../../files/memo.ts';
import type { PythonImport } from '../../python/python-import.ts';
import { comparePaths } from '../detect/names.ts';
import type { EdgeKind, ProjectEdge } from './project-edge.ts';
import { providedModules, pythonBaseOf } from './provided-modules.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders, folderOf, isInside } from '../folder/workspace-path.ts';

/** Projects with the Python files of each, as `pythonFilesOf` gives them. */
export type PythonFiles = ReadonlyMap<Pyo3Project, readonly string[]>;

/** Roots of the projects that provide a module, by its dotted name. */
export type Providers = ReadonlyMap<string, readonly string[]>;

export function providersIn(files: PythonFiles, memo: Memo = forgetful): Providers {
  const providers = new Map<string, string[]>();
  for (const [project, own] of files) {
    const modules = memo.get('provided', project.root, [project, own], () =>
      providedModules(project, own),
    );
    for (const module of modules) {
      getOrMake(providers, module, () => []).push(project.root);
    }
  }
  return providers;
}

/**
 * First parts of what projects provide: a file that imports none of these needs no look at it. Only
 * where distributions share a namespace can a relative import (`..`) lead to another one.
 */
export function headsOf(providers: Providers): ReadonlySet<string> {
  const modules = [...providers.keys()];
  const heads = modules.map((module) => module.split('.', 1).join(''));
  return new Set(modules.some((module) => module.includes('.')) ? [...heads, '..'] : heads);
}

/**
 * One edge for each project that a project imports and each kind of import, with the first file that
 * says so.
 *
 * @param importsIn imports of a file; empty where nothing of the repository can be imported.
 */
export function importEdges(
  files: PythonFiles,
  providers: Providers,
  importsIn: (file: string) => readonly PythonImport[],
  memo: Memo = forgetful,
): readonly ProjectEdge[] {
  const edges = [...files].flatMap(([project, own]) => {
    const imports = own.map(importsIn);
    const inputs = [project, own, providers, ...imports];
    return memo.get('import-edges', project.root, inputs, () =>
      edgesOf(project, own, providers, imports),
    );
  });
  return edges.sort((a, b) => comparePaths(a.source, b.source) || comparePaths(a.target, b.target));
}

/** @param imports of each of the project's own files. */
function edgesOf(
  project: Pyo3Project,
  own: readonly string[],
  providers: Providers,
  imports: readonly (readonly PythonImport[])[],
): readonly ProjectEdge[] {
  const edges = new Map<string, ProjectEdge>();
  const known = localModules(project, own);
  const bases = [pythonBaseOf(project, own), project.root];
  for (const [at, sourceFile] of own.entries()) {
    for (const found of imports[at] ?? []) {
      const kind = kindOf(found, sourceFile, project);
      const names = absoluteNames(found, sourceFile, bases);
      for (const target of targetsOf(names, sourceFile, project.root, providers, known)) {
        const key = `${target}\n${kind}`;
        if (!edges.has(key)) edges.set(key, { source: project.root, target, kind, sourceFile });
      }
    }
  }
  return [...edges.values()];
}

function kindOf({ typeOnly }: PythonImport, file: string, project: Pyo3Project): EdgeKind {
  if (typeOnly) return 'python-import-types';
  const folders = project.testPaths.filter((path) => path !== project.root);
  const isTest =
    folders.some((folder) => isInside(file, folder)) ||
    /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(file);
  return isTest ? 'python-import-test' : 'python-import';
}

/** Dotted names of what is imported; a relative import may leave its package for a namespace around it. */
function absoluteNames(
  { level, module, names }: PythonImport,
  file: string,
  bases: readonly string[],
): readonly string[] {
  const within = (name: string) =>
    names.length === 0 ? [name] : names.map((one) => dotted(name, one));
  if (level === 0) return within(module);
  const base = bases.find((folder) => isInside(file, folder));
  if (base === undefined) return [];
  const folders = (base === '.' ? file : file.slice(base.length + 1)).split('/').slice(0, -1);
  if (folders.length < level) return [];
  return within(dotted(...folders.slice(0, folders.length - level + 1), module));
}

function dotted(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}

function targetsOf(
  names: readonly string[],
  file: string,
  root: string,
  providers: Providers,
  own: LocalModules,
): readonly string[] {
  const found = names.flatMap((name) => {
    const provided = longestProvided(name, providers);
    if (provided === undefined || isLocal(provided, file, own)) return [];
    const roots = providers.get(provided) ?? [];
    return roots.includes(root) ? [] : roots;
  });
  return [...new Set(found)];
}

/** Folders of the projects that provide a module or what encloses it. */
export function providersOf(name: string, providers: Providers): readonly string[] {
  return providers.get(longestProvided(name, providers) ?? '') ?? [];
}

function longestProvided(name: string, providers: Providers): string | undefined {
  const start = `${name.slice(0, longestName(providers))}.`;
  for (let end = start.length - 1; end > 0; end = start.lastIndexOf('.', end - 1)) {
    const isWhole = end >= name.length || name[end] === '.';
    if (isWhole && providers.has(start.slice(0, end))) return start.slice(0, end);
  }
  return undefined;
}

/** No more of an import is looked up than can be found: its name may have any number of parts. */
const longestName = rememberedPer((providers: Providers) =>
  [...providers.keys()].reduce((longest, { length }) => Math.max(longest, length), 0),
);

/** Modules of a project's own that Python finds before installed ones. */
interface LocalModules {
  /** Paths without a suffix, of modules and of packages with an `__init__.py`. */
  readonly modules: ReadonlySet<string>;
  /** Folders of `conftest.py` files, which pytest puts on `sys.path`. */
  readonly conftests: ReadonlySet<string>;
  /** Folders that have an `__init__.py`. */
  readonly packages: ReadonlySet<string>;
  readonly bases: readonly string[];
}

/**
 * A folder without `__init__.py` hides nothing: Python takes an installed package before a namespace
 * (PEP 420, "Specification"). `tests/alpha/test_it.py` tests `alpha` more often than not.
 */
function localModules(project: Pyo3Project, own: readonly string[]): LocalModules {
  const named = (name: string) =>
    own.filter((file) => file === name || file.endsWith(`/${name}`)).map(folderOf);
  const packages = new Set(named('__init__.py'));
  return {
    modules: new Set([...own.map((file) => file.slice(0, -'.py'.length)), ...packages]),
    conftests: new Set(named('conftest.py')),
    packages,
    bases: [project.root, pythonBaseOf(project, own)],
  };
}

/**
 * Whether Python finds a module of the project: in a folder of `sys.path`. That is the one around the
 * file's outermost package (which pytest adds for a test, and Python for a script), those of
 * conftest.py files above it, the project's own and the one of its packages.
 */
function isLocal(
  module: string,
  file: string,
  { modules, conftests, packages, bases }: LocalModules,
): boolean {
  const path = module.replaceAll('.', '/');
  const around = enclosingFolders(folderOf(file));
  const outermost = around.find((folder) => !packages.has(folder));
  return around.some((folder) => {
    const isSearched = folder === outermost || conftests.has(folder) || bases.includes(folder);
    return isSearched && modules.has(childPath(folder, path));
  });
}
