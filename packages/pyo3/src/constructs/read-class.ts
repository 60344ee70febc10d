/**
 * A class that a library has already: where Rust has it, and how Python makes one.
 */
import { definitionOf, type StubClass } from './python-source/stub-class.ts';
import { rustType } from './types.ts';
import type { FoundModule } from './rust-source/find-module.ts';
import { itemsOf, textOf } from './rust-source/items.ts';

/**
 * The path of a `#[pyclass]` as seen from the top of the module's file, and a call in Python that makes
 * one, as its stub has it; `undefined` where either cannot be told.
 */
export function readClass(
  name: string,
  rust: FoundModule,
  stub: { readonly text: string } | undefined,
): { readonly path: string; readonly sample: string; readonly inStub: StubClass } | undefined {
  const path = classPath(name, rust);
  const inStub = stub && definitionOf(stub.text, name);
  if (path === undefined || inStub?.parameters === undefined) return undefined;
  try {
    const required = inStub.parameters.filter((one) => one.default === undefined);
    const none = { minor: 30, abi3: false, classOf: () => undefined };
    const types = required.map(({ type }) => rustType(type, none));
    if (types.some(({ testImports }) => testImports.length > 0)) return undefined;
    const values = types.map(({ sample }, index) => {
      const one = required[index];
      return one?.kind === 'keyword-only' ? `${one.name}=${sample.python}` : sample.python;
    });
    return { path, sample: `${name}(${values.join(', ')})`, inStub };
  } catch {
    // A constructor with other types: nothing that a test could call.
    return undefined;
  }
}

/** As the file of the module has it: an item of its own, or what the module exports from another. */
function classPath(name: string, { source, module }: FoundModule): string | undefined {
  const inFile = itemsOf(source, source.tree.topNode).some(
    (item) => item.names.includes(name) && item.attributes.some((one) => one.name === 'pyclass'),
  );
  if (inFile) return name;
  if (module.form === 'functional') {
    const body = textOf(source, module.body);
    const paths = [...body.matchAll(/add_class::<([\w:]+)>/g)].map(([, path = '']) => path);
    return paths.find((path) => path.split('::').at(-1) === name);
  }
  for (const item of module.items) {
    if (!item.names.includes(name)) continue;
    if (item.attributes.some((one) => one.name === 'pyclass')) return undefined;
    const path = /use\s+super::([\w:]+);/.exec(textOf(source, item.node))?.[1];
    if (path?.split('::').at(-1) === name) return path;
  }
  return undefined;
}
