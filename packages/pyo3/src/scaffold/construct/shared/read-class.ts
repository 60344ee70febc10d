/**
 * Reads an existing class of a library: its Rust path, and how Python constructs it.
 */
import { definitionOf, type StubClass } from '../../../source/python/stub-class.ts';
import { rustType } from './types.ts';
import type { FoundModule } from '../../../source/rust/find-module.ts';
import { itemsOf, textOf } from '../../../source/rust/items.ts';

/**
 * The path of a `#[pyclass]` as seen from the top of the module's file, and a Python call that
 * constructs an instance, according to its stub; `undefined` if either cannot be determined.
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
    // The constructor takes other types, so a test could not call it.
    return undefined;
  }
}

/**
 * The path, as seen from the top of the module's file, of something that the module contains under
 * a name: an item in the file, or a re-export from another file.
 */
export function exportedPath(name: string, { source, module }: FoundModule): string | undefined {
  if (module.form === 'declarative') {
    const item = module.items.find(({ names }) => names.includes(name));
    const path = item && /^use\s+super::([\w:]+);/.exec(textOf(source, item.node))?.[1];
    if (path?.split('::').at(-1) === name) return path;
  }
  const body = textOf(source, module.body);
  const added = /(?:add_class|get_type)::<\s*(?:super::)?([\w:]+)>/g;
  const paths = [...body.matchAll(added)].map(([, path = '']) => path);
  return paths.find((path) => path.split('::').at(-1) === name);
}

function classPath(name: string, rust: FoundModule): string | undefined {
  const { source } = rust;
  const inFile = itemsOf(source, source.tree.topNode).some(
    (item) => item.names.includes(name) && item.attributes.some((one) => one.name === 'pyclass'),
  );
  return inFile ? name : exportedPath(name, rust);
}
