import { coversMember } from '../../manifest/source/member-glob.ts';
import type { PackageSettings } from '../../manifest/pyproject/package-settings.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { isInstallable } from '../folder/pyo3-project.ts';
import { childPath, isInside, resolvePath } from '../folder/workspace-path.ts';

/** Folders and files that are no module of the distribution, wherever its packages are. */
const tests: ReadonlySet<string> = new Set(['test', 'tests', 'conftest']);

/**
 * The same where packages lie in the project's folder itself: what setuptools leaves out there
 * ("Package Discovery", flat layout), Rust's `src` and `benches`, `python`.
 */
const beside: ReadonlySet<string> = new Set(
  (
    'ci bin debian doc docs documentation manpages news newsfragments changelog test tests ' +
    'unit_test unit_tests example examples scripts tools util utils python build benchmark ' +
    'benchmarks exercise exercises htmlcov setup conftest toxfile noxfile pavement dodo tasks ' +
    'fabfile conanfile manage bench benches src'
  ).split(' '),
);

/**
 * The modules that others can import once a project is installed, dotted: those that the settings of
 * its build backend name; else its outermost packages (PEP 420: the folders around them are
 * namespaces, which many distributions share) and its modules outside packages; and its extension.
 *
 * @param files Python files of the project.
 */
export function providedModules(project: Pyo3Project, files: readonly string[]): readonly string[] {
  if (!isInstallable(project)) return [];
  const settings = settingsOf(project);
  if (settings.modules !== undefined) return settings.modules;
  const base = pythonBaseOf(project, files);
  const found = modulesBelow(base, base === project.root ? beside : tests, files);
  const extension =
    project.kind === 'maturin' && project.extension.layout === 'pure'
      ? [project.extension.moduleName]
      : [];
  return [...new Set([...found.filter((name) => isKept(name, settings)), ...extension])].sort();
}

/** Folder that the importable modules of a project lie in; a `src` that holds Python is one. */
export function pythonBaseOf(project: Pyo3Project, files: readonly string[]): string {
  if (project.kind === 'maturin') return project.extension.pythonRoot;
  const { base } = settingsOf(project);
  if (base !== undefined) return resolvePath(project.root, base) ?? project.root;
  const src = childPath(project.root, 'src');
  return files.some((file) => isInside(file, src)) ? src : project.root;
}

function settingsOf({ kind, distribution }: Pyo3Project): PackageSettings {
  return kind === 'maturin' ? {} : (distribution?.packages ?? {});
}

function modulesBelow(
  base: string,
  apart: ReadonlySet<string>,
  files: readonly string[],
): readonly string[] {
  const packages = new Set(
    files.filter((file) => file.endsWith('/__init__.py')).map((file) => file.slice(0, -12)),
  );
  return files
    .filter((file) => isInside(file, base))
    .map((file) => moduleOf(base === '.' ? file : file.slice(base.length + 1), base, packages))
    .filter((module) => {
      const parts = module.split('.');
      return !apart.has(parts[0] ?? '') && !parts.some((part) => /^test_|_test$/.test(part));
    });
}

function moduleOf(file: string, base: string, packages: ReadonlySet<string>): string {
  const parts = file.slice(0, -'.py'.length).split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const outer = parts.slice(0, length);
    if (packages.has(childPath(base, ...outer))) return outer.join('.');
  }
  return parts.join('.');
}

/** A pattern may also be for what is in the package. */
function isKept(module: string, { include, exclude }: PackageSettings): boolean {
  const isIncluded =
    include === undefined ||
    coversMember(include, module) ||
    include.some((pattern) => pattern.startsWith(`${module}.`));
  return isIncluded && !coversMember(exclude ?? [], module);
}
