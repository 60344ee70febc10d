import { posix } from 'node:path';
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import type { Construct } from './construct.ts';
import { definedNames, withExport, withImport } from '../../../source/python/exports.ts';
import { withImports } from './imports.ts';
import { appendToStub } from '../../../source/python/stub.ts';
import { addedNames, addItem, declareFile, namesIn } from './add-item.ts';
import type { FoundModule } from '../../../source/rust/find-module.ts';
import { registerIn, spliced } from '../../../source/rust/register.ts';

export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** The files of a library that a construct changes. */
export interface LibraryFiles {
  readonly rust: FoundModule;
  readonly stub?: TextFile;
  readonly init?: TextFile;
  readonly moduleName: string;
  /** The modules that ruff sorts after those of other distributions. */
  readonly firstParty: readonly string[];
  /** Whether `#[pymodule_export]` accepts exceptions. */
  readonly exportsExceptions: boolean;
  /** Whether a file exists. */
  readonly exists: (file: string) => boolean;
}

/**
 * Returns the files of a library with a construct inserted; everything else in them is unchanged.
 *
 * @throws Pyo3Error `name-taken`, `rust-syntax` or `edit-failed`.
 */
export function addConstruct(construct: Construct, files: LibraryFiles): readonly TextFile[] {
  checkFree(construct, files);
  const { stub, init } = files;
  const names = construct.registered.map(({ name }) => name);
  const reexported = init && withReexports(init.text, files.moduleName, names);
  return [
    ...rustFiles(construct, files),
    ...(stub ? stubFiles(stub, construct, files.firstParty) : []),
    ...(init && reexported !== undefined ? [{ ...init, text: reexported }] : []),
  ];
}

/** Whether `__init__.py` imports names from the extension, so that another can be added. */
export function exportsFrom(text: string, moduleName: string): boolean {
  return withReexports(text, moduleName, ['_']) !== undefined;
}

function rustFiles({ rust, registered }: Construct, files: LibraryFiles): readonly TextFile[] {
  const { source, module, folder } = files.rust;
  const prefix = rust.kind === 'file' ? `${rust.module}::` : '';
  const things = registered.map(({ kind, name, rustName = name }) => ({
    kind,
    path: `${prefix}${rustName}`,
  }));
  const registration = registerIn(source, module, things, files.exportsExceptions);
  if (rust.kind === 'inline') {
    const text = spliced(source, [...registration, ...addItem(source, rust)]);
    return [{ file: source.file, text }];
  }
  const text = spliced(source, [...registration, declareFile(source, rust.module)]);
  return [
    { file: source.file, text },
    { file: posix.join(folder, `${rust.module}.rs`), text: rust.text },
    ...(rust.beside ?? []).map((one) => ({ file: posix.join(folder, one.name), text: one.text })),
  ];
}

function stubFiles(
  { file, text }: TextFile,
  { registered, stub: { imports, text: added, module } }: Construct,
  own: readonly string[],
): readonly TextFile[] {
  const names = registered.map(({ name }) => name);
  const exported = names.reduce(withExport, withImports(text, imports, own));
  const whole = { file, text: appendToStub(exported, added) };
  if (module === undefined) return [whole];
  return [whole, { file: posix.join(stubFolder(file), `${module.name}.pyi`), text: module.text }];
}

/** The folder of the package, by which Python imports a submodule. */
function stubFolder(stub: string): string {
  const folder = posix.dirname(stub);
  return posix.basename(stub) === '__init__.pyi' ? posix.dirname(folder) : folder;
}

/** `undefined` if the file imports no names from the extension. */
function withReexports(
  text: string,
  moduleName: string,
  names: readonly string[],
): string | undefined {
  const modules = [moduleName, `.${moduleName.split('.').at(-1) ?? moduleName}`];
  return names.reduce<string | undefined>((edited, name) => {
    const imported = edited === undefined ? undefined : withImport(edited, modules, name);
    return imported === undefined ? undefined : withExport(imported, name);
  }, text);
}

/** The names that `mod x;` would shadow in the module's file. */
const crates: ReadonlySet<string> = new Set(['core', 'numpy', 'pyo3', 'std', 'tokio']);

function checkFree(construct: Construct, files: LibraryFiles): void {
  const { rust, registered } = construct;
  checkStubModule(construct, files);
  const { source, module, folder } = files.rust;
  const inModule =
    module.form === 'declarative'
      ? module.items.flatMap((item) => item.names)
      : addedNames(source, module.body);
  const inFile = namesIn(source, source.tree.topNode);
  for (const { name, rustName = name } of registered) {
    const taken = rust.kind === 'inline' ? [...inModule, ...inFile] : inModule;
    if (taken.includes(name) || taken.includes(rustName)) throw nameTaken(name, source.file);
    for (const one of [files.stub, files.init]) {
      if (one !== undefined && definedNames(one.text).has(name)) throw nameTaken(name, one.file);
    }
  }
  if (rust.kind === 'inline') return;
  if (inFile.includes(rust.module) || crates.has(rust.module))
    throw nameTaken(rust.module, source.file);
  const own = [
    `${rust.module}.rs`,
    posix.join(rust.module, 'mod.rs'),
    ...(rust.beside ?? []).map(({ name }) => name),
  ];
  const there = own.map((name) => posix.join(folder, name)).find(files.exists);
  if (there !== undefined) throw nameTaken(rust.module, there);
}

/** Python would import a file or folder of that name instead of the module. */
function checkStubModule({ stub: { module } }: Construct, { stub, exists }: LibraryFiles): void {
  if (module === undefined || stub === undefined) return;
  const folder = stubFolder(stub.file);
  const others = [`${module.name}.pyi`, `${module.name}.py`, `${module.name}/__init__.py`];
  const there = others.map((name) => posix.join(folder, name)).find(exists);
  if (there !== undefined) throw nameTaken(module.name, there);
}

export function nameTaken(name: string, file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'name-taken',
    message: `The name "${name}" is already taken.`,
    location: { file },
    hint: `Choose another name, for example ${/^[A-Z]/.test(name) ? `${name}2` : `${name}_2`}.`,
  });
}
