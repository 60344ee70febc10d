import type { Pyo3Project } from './pyo3-project.ts';
import { isInstallable } from './pyo3-project.ts';
import { childPath, isInside } from './workspace-path.ts';

/** Folders and files beside a package that no distribution installs. */
const apart = new Set([
  ...['tests', 'test', 'testing', 'docs', 'doc', 'examples', 'example', 'scripts', 'tools'],
  ...['bench', 'benches', 'benchmarks', 'conftest', 'setup', 'noxfile', 'tasks', 'src', 'python'],
]);

/**
 * The modules that others can import once a project is installed, dotted: its outermost packages
 * (PEP 420: the folders around them are namespaces, which many distributions share), its modules
 * outside packages, and its extension.
 *
 * @param files Python files of the project.
 */
export function providedModules(project: Pyo3Project, files: readonly string[]): readonly string[] {
  if (!isInstallable(project)) return [];
  const root = pythonRootOf(project, files);
  const packages = new Set(
    files.filter((file) => file.endsWith('/__init__.py')).map((file) => file.slice(0, -12)),
  );
  const modules = files
    .filter((file) => isInside(file, root))
    .map((file) => moduleOf(root === '.' ? file : file.slice(root.length + 1), root, packages))
    .filter((module) => module !== undefined);
  const extension =
    project.kind === 'maturin' && project.extension.layout === 'pure'
      ? [project.extension.moduleName]
      : [];
  return [...new Set([...modules, ...extension])].sort();
}

function pythonRootOf(project: Pyo3Project, files: readonly string[]): string {
  if (project.kind === 'maturin') return project.extension.pythonRoot;
  const src = childPath(project.root, 'src');
  return files.some((file) => isInside(file, src)) ? src : project.root;
}

function moduleOf(file: string, root: string, packages: ReadonlySet<string>): string | undefined {
  const parts = file.slice(0, -'.py'.length).split('/');
  const [top = ''] = parts;
  if (apart.has(top) || /^test_|_test$/.test(top)) return undefined;
  for (let length = 1; length < parts.length; length += 1) {
    const outer = parts.slice(0, length);
    if (packages.has(childPath(root, ...outer))) return outer.join('.');
  }
  return parts.join('.');
}
