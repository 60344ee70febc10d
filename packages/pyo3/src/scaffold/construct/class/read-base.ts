/** Reads the base class of a new class. */
import { posix } from 'node:path';
import type { SyntaxNode } from '@lezer/common';
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import type { BaseClass } from './class-shape.ts';
import { attributesOf, definitionOf } from '../../../source/python/stub-class.ts';
import { exportedPath } from '../shared/read-class.ts';
import type { FoundModule } from '../../../source/rust/find-module.ts';
import { itemsOf, textOf, type RustItem } from '../../../source/rust/items.ts';
import { childrenOf, parseRust, type RustSource } from '../../../source/rust/parse.ts';

/** @throws Pyo3Error `option-invalid` with the reason why the class cannot be a base class. */
export function readBase(
  name: string,
  rust: FoundModule,
  stub: { readonly text: string } | undefined,
  read: (file: string) => string | undefined,
): BaseClass {
  const path = exportedPath(name, rust) ?? name;
  const source = sourceOf(path, rust, read);
  const items = source === undefined ? [] : itemsOf(source, source.tree.topNode);
  const type = items.find(
    (item) => item.names.includes(name) && item.attributes.some((one) => one.name === 'pyclass'),
  );
  const marker = type?.attributes.find((one) => one.name === 'pyclass');
  if (source === undefined || marker === undefined) {
    throw lacking(`No class "${name}" was found in the library.`);
  }
  if (!/\bsubclass\b/.test(marker.text)) {
    throw lacking(`The class "${name}" is not marked with "subclass".`);
  }
  const constructor = constructorOf(source, items, name);
  if (constructor === undefined) throw lacking(`The class "${name}" has no constructor (#[new]).`);
  const isElsewhere = source.file !== rust.source.file;
  if (isElsewhere && !/^pub\b/.test(constructor.head)) {
    throw lacking(`The constructor of "${name}" is private to ${source.file}.`);
  }
  const returns = /->([^{]+)$/.exec(constructor.head)?.[1]?.trim() ?? '';
  if (!/^(PyResult<\s*)?(Self|PyClassInitializer<Self>)(\s*>)?$/.test(returns)) {
    throw lacking(`The constructor of "${name}" must return Self, but it returns ${returns}.`);
  }
  const parameters = stub && definitionOf(stub.text, name)?.parameters;
  if (parameters?.length !== constructor.count) {
    throw lacking(`The stub does not declare the constructor arguments of "${name}".`);
  }
  const methods = methodsOf(source, items, name);
  const attributes = type?.attributes.filter((one) => /^py(class|o3)$/.test(one.name)) ?? [];
  const does = (option: RegExp, ...called: readonly string[]) =>
    attributes.some(({ text }) => option.test(text.replaceAll(/"[^"]*"/g, ''))) ||
    called.some((one) => methods.includes(one));
  const own = ['__richcmp__', '__lt__', '__reduce__', '__reduce_ex__', '__getstate__'];
  const other = own.find((one) => methods.includes(one));
  if (other !== undefined || does(/\bord\b/)) {
    throw lacking(
      `The class "${name}" ${other === undefined ? 'is ordered' : `has the method ${other}`}, which would ignore the fields of a class that extends it.`,
    );
  }
  return {
    name,
    path,
    attributes: attributesOf(stub?.text ?? '', name),
    does: {
      repr: does(/^$/, '__repr__'),
      str: does(/\bstr\b/, '__str__'),
      eq: does(/\beq\b/, '__eq__'),
      hash: does(/\bhash\b/, '__hash__'),
      pickle: does(/^$/, '__getnewargs__', '__getnewargs_ex__'),
    },
    parameters,
    fallible: returns.startsWith('PyResult'),
    chained: returns.includes('Initializer'),
  };
}

/** The file of a path with two segments: `shape::Shape` is in `shape.rs`. */
function sourceOf(
  path: string,
  { source, folder }: FoundModule,
  read: (file: string) => string | undefined,
): RustSource | undefined {
  const [file, ...rest] = path.split('::');
  if (rest.length === 0) return source;
  const candidates = [`${file ?? ''}.rs`, posix.join(file ?? '', 'mod.rs')];
  for (const one of candidates.map((name) => posix.join(folder, name))) {
    const text = rest.length === 1 ? read(one) : undefined;
    if (text !== undefined) return parseRust(text, one);
  }
  return undefined;
}

interface Constructor {
  /** The text before its braces. */
  readonly head: string;
  readonly count: number;
}

function constructorOf(
  source: RustSource,
  items: readonly RustItem[],
  name: string,
): Constructor | undefined {
  for (const body of implementationsOf(source, items, name)) {
    const found = itemsOf(source, body).find((one) =>
      one.attributes.some((attribute) => attribute.name === 'new'),
    );
    const list = found?.node.getChild('ParamList');
    const block = found?.node.getChild('Block');
    if (!found || !list || !block || found.names[0] !== 'new') continue;
    return {
      head: source.text.slice(found.node.from, block.from).trim(),
      count: list.getChildren('Parameter').length,
    };
  }
  return undefined;
}

function methodsOf(
  source: RustSource,
  items: readonly RustItem[],
  name: string,
): readonly string[] {
  const bodies = implementationsOf(source, items, name);
  return bodies.flatMap((body) => itemsOf(source, body).flatMap(({ names }) => names));
}

/** The bodies of `impl <name>`, and of traits for it. */
function implementationsOf(
  source: RustSource,
  items: readonly RustItem[],
  name: string,
): readonly SyntaxNode[] {
  return items.flatMap(({ kind, node }) => {
    const body = kind === 'ImplItem' ? node.getChild('DeclarationList') : null;
    const isOwn = childrenOf(node).some((child) => textOf(source, child) === name);
    return body !== null && isOwn ? [body] : [];
  });
}

function lacking(message: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message,
    hint: 'Generate a base class with: nx g pyo3:class <name> --subclass',
  });
}
