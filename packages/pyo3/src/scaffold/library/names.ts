import { Pyo3Error, type ErrorCode } from '../../diagnostics/pyo3-error.ts';
import { checkCrateName, isRustIdentifier } from '../../manifest/cargo/crate-name.ts';
import { isDistributionName, normalizeDistributionName } from '../../python/distribution-name.ts';
import { checkModuleName, suggestModuleName } from '../../python/module-name.ts';
import type { Layout, Library } from './shape.ts';

/**
 * The dependencies and test tools of the library itself: a library of that name would shadow them.
 */
const dependencies: ReadonlySet<string> = new Set([
  'pyo3',
  'pyo3-ffi',
  'pyo3-macros',
  'pyo3-build-config',
  'numpy',
  'ndarray',
  'libc',
  'maturin',
  'pytest',
  'mypy',
  'ruff',
  'pip',
  'uv',
  'setuptools',
  'packaging',
  'setuptools-rust',
]);

/** The folders of a library, and the modules of its crate. */
const takenModules: ReadonlySet<string> = new Set([
  'arrays',
  'dist',
  'python',
  'rust',
  'src',
  'target',
  'tests',
]);

/** The limit of crates.io, which also keeps every generated line within the formatters' width. */
const longestName = 64;

/**
 * Checks the names of the library by themselves.
 *
 * @throws Pyo3Error `name-invalid` or `name-taken`.
 */
export function checkNames(library: Library): void {
  checkName(library.name);
  checkModule(library);
}

function checkName(name: string): void {
  if (!isDistributionName(name)) {
    const hint = `Use ASCII letters, digits, "-" and "_", starting with a letter: --name=${suggestName(name)}`;
    throw refused(
      'name-invalid',
      `"${name}" is not a valid name for a Python distribution (PEP 508).`,
      hint,
    );
  }
  const problem = checkCrateName(name);
  if (problem)
    throw refused(
      'name-invalid',
      problem.message,
      `Choose another name: --name=${suggestName(name)}`,
    );
  if (/[-_.]{2}/.test(name)) {
    const message = `The name "${name}" has two consecutive separators, which cause a Rust warning.`;
    throw refused('name-invalid', message, `Write --name=${suggestName(name)}`);
  }
  if (name.length > longestName) {
    const message = `The name "${name}" must have at most ${longestName} characters.`;
    throw refused('name-invalid', message, 'Choose a shorter name: --name=mylib');
  }
  if (dependencies.has(normalizeDistributionName(name))) {
    throw refused(
      'name-taken',
      `The name "${name}" would shadow a package of that name, which the library depends on.`,
      `Choose another name: --name=my-${name}`,
    );
  }
}

function checkModule({ moduleName, initName, layout }: Library): void {
  const problem = checkModuleName(moduleName);
  const suggestion = `--moduleName=${suggestModule(moduleName, layout)}`;
  if (problem) throw refused('name-invalid', problem.message, `Write ${suggestion}`);
  if (!isRustIdentifier(initName)) {
    const message = `The extension cannot be named "${initName}", because it is a Rust keyword.`;
    throw refused('name-invalid', message, `Choose another last segment: ${suggestion}`);
  }
  if (initName !== snakeCase(initName)) {
    const message = `The extension "${initName}" must have a snake_case name, because it is also a Rust module.`;
    throw refused('name-invalid', message, `Write ${suggestion}`);
  }
  const long = moduleName.split('.').find((part) => part.length > longestName);
  if (long !== undefined) {
    const message = `"${long}" in the module name must have at most ${longestName} characters.`;
    throw refused('name-invalid', message, 'Choose a shorter name with --moduleName.');
  }
  if (moduleName.split('.').some((part) => isTaken(part))) {
    const message = `The module name "${moduleName}" contains a name that is used by a folder, a Rust module or a dependency of the library.`;
    throw refused('name-taken', message, `Choose another name: ${suggestion}`);
  }
  const isDotted = moduleName.includes('.');
  if (layout === 'pure' && isDotted) {
    const message = `The layout "pure" has no package, so the module name "${moduleName}" must not contain a dot.`;
    throw refused(
      'name-invalid',
      message,
      `Write --layout=mixed, or a name without a dot: ${suggestion}`,
    );
  }
  if (layout !== 'pure' && !isDotted) {
    const message = `The layout "${layout}" places the extension inside a package, so the module name "${moduleName}" must contain a dot.`;
    throw refused('name-invalid', message, `Write ${suggestion}, or --layout=pure.`);
  }
}

function isTaken(part: string): boolean {
  return takenModules.has(part) || dependencies.has(part);
}

/** A module name similar to `moduleName` that passes every check above. */
function suggestModule(moduleName: string, layout: Layout): string {
  const parts = moduleName.split('.').filter((part) => part !== '');
  const usable = parts.map((part, index) => {
    const identifier = snakeCase(suggestModuleName(part));
    const isHiding = index === 0 && checkModuleName(identifier) !== undefined;
    if (isHiding || isTaken(identifier)) return `${identifier}_rs`;
    return part.startsWith('_') || !isRustIdentifier(identifier) ? `_${identifier}` : identifier;
  });
  const [first = 'mylib'] = usable;
  if (layout === 'pure') return first;
  return usable.length > 1 ? usable.join('.') : `${first}._${first}`;
}

/** The form that rustc's lint `non_snake_case` requires; outer underscores are ignored. */
function snakeCase(identifier: string): string {
  return identifier.toLowerCase().replaceAll(/(?<=[^_])__+(?=[^_])/g, '_');
}

function suggestName(name: string): string {
  const suggestion = suggestModuleName(name)
    .replaceAll('_', '-')
    .replaceAll(/^-+|-+$/g, '');
  const usable = /^\d/.test(suggestion) ? `lib-${suggestion}` : suggestion;
  return checkCrateName(usable) === undefined && !dependencies.has(usable)
    ? usable
    : `my-${usable}`;
}

function refused(code: ErrorCode, message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code, message, hint });
}
