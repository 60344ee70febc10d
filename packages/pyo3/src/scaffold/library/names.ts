import { Pyo3Error, type ErrorCode } from '../../diagnostics/pyo3-error.ts';
import { checkCrateName, isRustIdentifier } from '../../manifest/cargo/crate-name.ts';
import { isDistributionName, normalizeDistributionName } from '../../python/distribution-name.ts';
import { checkModuleName, suggestModuleName } from '../../python/module-name.ts';
import type { Layout, Library } from './shape.ts';

/** What the library itself depends on or is tested with: another of that name would take its place. */
const dependencies: ReadonlySet<string> = new Set([
  ...['pyo3', 'pyo3-ffi', 'pyo3-macros', 'pyo3-build-config', 'numpy', 'ndarray', 'libc'],
  ...['maturin', 'pytest', 'mypy', 'ruff', 'pip', 'uv', 'setuptools', 'packaging'],
  'setuptools-rust',
]);

/** Folders of a library, and modules of its crate. */
const takenModules: ReadonlySet<string> = new Set([
  ...['arrays', 'dist', 'python', 'rust', 'src', 'target', 'tests'],
]);

/** The limit of crates.io; it also keeps every generated line within the formatters' width. */
const longestName = 64;

/**
 * Whether the library can have its names, for itself.
 *
 * @throws Pyo3Error `name-invalid` or `name-taken`.
 */
export function checkNames(library: Library): void {
  checkName(library.name);
  checkModule(library);
}

function checkName(name: string): void {
  if (!isDistributionName(name)) {
    const hint = `Write letters, digits, "-" and "_", a letter first: --name=${suggestName(name)}`;
    throw refused(
      'name-invalid',
      `"${name}" is no name for a Python distribution (PEP 508).`,
      hint,
    );
  }
  const problem = checkCrateName(name);
  if (problem)
    throw refused(
      'name-invalid',
      problem.message,
      `Choose another one: --name=${suggestName(name)}`,
    );
  if (/[-_.]{2}/.test(name)) {
    const message = `The name "${name}" has two separators in a row, of which Rust warns.`;
    throw refused('name-invalid', message, `Write --name=${suggestName(name)}`);
  }
  if (name.length > longestName) {
    const message = `The name "${name}" is longer than ${longestName} characters.`;
    throw refused('name-invalid', message, 'Choose a shorter one: --name=mylib');
  }
  if (dependencies.has(normalizeDistributionName(name))) {
    throw refused(
      'name-taken',
      `The name "${name}" is that of a package which the library itself needs, and would hide it.`,
      `Choose another one: --name=my-${name}`,
    );
  }
}

function checkModule({ moduleName, initName, layout }: Library): void {
  const problem = checkModuleName(moduleName);
  const suggestion = `--moduleName=${suggestModule(moduleName, layout)}`;
  if (problem) throw refused('name-invalid', problem.message, `Write ${suggestion}`);
  if (!isRustIdentifier(initName)) {
    const message = `The extension cannot be called "${initName}": it is a Rust keyword.`;
    throw refused('name-invalid', message, `Choose another last part: ${suggestion}`);
  }
  if (initName !== snakeCase(initName)) {
    const message = `The extension "${initName}" is a module in Rust too, whose names are in snake case.`;
    throw refused('name-invalid', message, `Write ${suggestion}`);
  }
  if (moduleName.length > longestName) {
    const message = `The module name "${moduleName}" is longer than ${longestName} characters.`;
    throw refused('name-invalid', message, 'Choose a shorter one with --moduleName.');
  }
  if (moduleName.split('.').some((part) => isTaken(part))) {
    const message = `The module name "${moduleName}" has the name of a folder, a Rust module or a dependency of the library in it.`;
    throw refused('name-taken', message, `Choose another one: ${suggestion}`);
  }
  const isDotted = moduleName.includes('.');
  if (layout === 'pure' && isDotted) {
    const message = `In the layout "pure" there is no package for "${moduleName}" to be in.`;
    throw refused('name-invalid', message, `Write --layout=mixed, or one name: ${suggestion}`);
  }
  if (layout !== 'pure' && !isDotted) {
    const message = `In the layout "${layout}" the extension is inside a package, and "${moduleName}" names none.`;
    throw refused('name-invalid', message, `Write ${suggestion}, or --layout=pure.`);
  }
}

function isTaken(part: string): boolean {
  return takenModules.has(part) || dependencies.has(part);
}

/** A module name near to `moduleName` that passes every check above. */
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

/** What rustc's lint `non_snake_case` wants; outer underscores do not count. */
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
