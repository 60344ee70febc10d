/**
 * Edges that Python files say: what a file imports, and no manifest names.
 */
import type { PythonImport } from '../python/import-scan.ts';
import { comparePaths } from './names.ts';
import type { EdgeKind, ProjectEdge } from './project-edge.ts';
import { providedModules } from './provided-modules.ts';
import type { Pyo3Project } from './pyo3-project.ts';
import { childPath, enclosingFolders, folderOf, isInside } from './workspace-path.ts';

/** Projects with the Python files of each, as `pythonFilesOf` gives them. */
export type PythonFiles = ReadonlyMap<Pyo3Project, readonly string[]>;

/** Roots of the projects that provide a module, by its dotted name. */
export type Providers = ReadonlyMap<string, readonly string[]>;

export function providersIn(files: PythonFiles): Providers {
  const providers = new Map<string, readonly string[]>();
  for (const [project, own] of files) {
    for (const module of providedModules(project, own)) {
      providers.set(module, [...(providers.get(module) ?? []), project.root]);
    }
  }
  return providers;
}

/** First parts of what projects provide: a file that imports none of these needs no look at it. */
export function headsOf(providers: Providers): ReadonlySet<string> {
  return new Set([...providers.keys()].map((module) => module.split('.', 1).join('')));
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
): readonly ProjectEdge[] {
  const edges = new Map<string, ProjectEdge>();
  for (const [project, own] of files) {
    const known = new Set(own.flatMap(modulePaths));
    for (const sourceFile of own) {
      for (const found of importsIn(sourceFile)) {
        const kind = kindOf(found, sourceFile, project);
        for (const target of targetsOf(found, sourceFile, project.root, providers, known)) {
          const key = `${project.root}\n${target}\n${kind}`;
          if (!edges.has(key)) edges.set(key, { source: project.root, target, kind, sourceFile });
        }
      }
    }
  }
  return [...edges.values()].sort(
    (a, b) => comparePaths(a.source, b.source) || comparePaths(a.target, b.target),
  );
}

function kindOf({ typeOnly }: PythonImport, file: string, project: Pyo3Project): EdgeKind {
  if (typeOnly) return 'python-import-types';
  const folders = project.testPaths.filter((path) => path !== project.root);
  const isTest =
    folders.some((folder) => isInside(file, folder)) ||
    /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(file);
  return isTest ? 'python-import-test' : 'python-import';
}

function targetsOf(
  { level, module, names }: PythonImport,
  file: string,
  root: string,
  providers: Providers,
  own: ReadonlySet<string>,
): readonly string[] {
  // A relative import stays in its package.
  if (level > 0) return [];
  const dotted = names.length === 0 ? [module] : names.map((name) => `${module}.${name}`);
  const found = dotted.flatMap((name) => {
    const provided = longestProvided(name, providers);
    if (provided === undefined || isLocal(provided, file, own)) return [];
    const roots = providers.get(provided) ?? [];
    return roots.includes(root) ? [] : roots;
  });
  return [...new Set(found)];
}

function longestProvided(name: string, providers: Providers): string | undefined {
  const parts = name.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const prefix = parts.slice(0, length).join('.');
    if (providers.has(prefix)) return prefix;
  }
  return undefined;
}

/** Python finds a module beside the file, or in a folder around it, before an installed one. */
function isLocal(module: string, file: string, own: ReadonlySet<string>): boolean {
  const path = module.replaceAll('.', '/');
  return enclosingFolders(folderOf(file)).some((folder) => own.has(childPath(folder, path)));
}

/** A file as an import would find it, and the folders that it makes importable. */
function modulePaths(file: string): readonly string[] {
  return [file.slice(0, -'.py'.length), ...enclosingFolders(folderOf(file))];
}
