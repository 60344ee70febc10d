import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FunctionText } from './function-text.ts';
import { definedNames, withExport, withImport } from './python-source/exports.ts';
import { itemsOf } from './rust-source/items.ts';
import { modulesOf, type PyModule } from './rust-source/module.ts';
import { parseRust, type RustSource } from './rust-source/parse.ts';
import { placeForItem, registerIn, spliced, testsOf, type Splice } from './rust-source/register.ts';

export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** The files of a library that a construct touches. */
export interface LibraryFiles {
  readonly rust: TextFile;
  readonly stub?: TextFile;
  readonly init?: TextFile;
  /** Last part of `moduleName`. */
  readonly initName: string;
  readonly moduleName: string;
}

/**
 * The files with a function in them: nothing else in them changes.
 *
 * @throws Pyo3Error `name-taken`, `rust-syntax` or `edit-failed`.
 */
export function addFunction(
  name: string,
  text: FunctionText,
  files: LibraryFiles,
): readonly TextFile[] {
  const source = parseRust(files.rust.text, files.rust.file);
  const module = moduleNamed(source, files.initName);
  const inModule = module.form === 'declarative' ? module.items : [];
  const items = [...itemsOf(source, source.tree.topNode), ...inModule];
  if (items.some(({ names }) => names.includes(name))) throw taken(name, files.rust.file);
  for (const one of [files.stub, files.init]) {
    if (one !== undefined && definedNames(one.text).has(name)) throw taken(name, one.file);
  }
  const { init, stub } = files;
  return [
    { file: files.rust.file, text: withRust(source, module, name, text) },
    ...(stub
      ? [
          {
            ...stub,
            text: `${withExport(stub.text, name).trimEnd()}\n${stubGap(stub.text)}${text.stub}`,
          },
        ]
      : []),
    ...(init ? withReexport(init, files, name) : []),
  ];
}

function withRust(
  source: RustSource,
  module: PyModule,
  name: string,
  { rust, rustTest }: FunctionText,
): string {
  const tests = testsOf(source);
  const at = placeForItem(source);
  const item = at === source.text.length ? `\n${rust}\n` : `${rust}\n\n`;
  const last = tests?.body.lastChild;
  const splices: Splice[] = [registerIn(source, module, { kind: 'function', path: name })];
  if (last) {
    const start = source.text.lastIndexOf('\n', last.from) + 1;
    splices.push(
      { start: at, end: at, text: item },
      { start, end: start, text: `\n${rustTest}\n` },
    );
  } else if (tests === undefined) {
    const own = `\n#[cfg(test)]\nmod tests {\n${rustTest}\n}\n`;
    splices.push({ start: at, end: at, text: `${item}${own}` });
  }
  return spliced(source, splices);
}

/** A stub's functions follow each other; above the first one is an empty line. */
function stubGap(stub: string): string {
  return /(^|\n)def [^\n]*\n*$|\n\)[^\n]*\.\.\.\n*$/.test(stub) ? '' : '\n';
}

function withReexport(
  init: TextFile,
  { moduleName, initName }: LibraryFiles,
  name: string,
): readonly TextFile[] {
  const imported = withImport(init.text, [moduleName, `.${initName}`], name);
  return imported === undefined ? [] : [{ ...init, text: withExport(imported, name) }];
}

function moduleNamed(source: RustSource, pythonName: string): PyModule {
  const module = modulesOf(source).find((one) => one.pythonName === pythonName);
  if (module !== undefined) return module;
  throw new Pyo3Error({
    code: 'edit-failed',
    message: `There is no #[pymodule] ${pythonName} in this file, so it was left as it is.`,
    location: { file: source.file },
    hint: 'Write the function there by hand; `[lib] path` of Cargo.toml has to name the file of the module.',
  });
}

function taken(name: string, file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'name-taken',
    message: `The name "${name}" is taken already.`,
    location: { file },
    hint: `Choose another name, for example ${name}_2.`,
  });
}
