/**
 * The `#[pymodule]` of a Rust file, in either of its two forms.
 */
import type { SyntaxNode } from '@lezer/common';
import { itemsOf, stringInAttribute, textOf, type RustItem } from './items.ts';
import { childrenOf, type RustSource } from './parse.ts';

interface ModuleBase {
  readonly item: RustItem;
  /** Its name in Rust, and the name that Python imports. */
  readonly rustName: string;
  readonly pythonName: string;
  /** The body of the module or function. */
  readonly body: SyntaxNode;
}

/** `#[pymodule] mod x { … }`: the body contains the exports. */
export interface DeclarativeModule extends ModuleBase {
  readonly form: 'declarative';
  readonly items: readonly RustItem[];
}

/** `#[pymodule] fn x(m: &Bound<'_, PyModule>) -> PyResult<()> { … }`: the body adds the exports. */
export interface FunctionalModule extends ModuleBase {
  readonly form: 'functional';
  /** The name of the module parameter. */
  readonly parameter: string;
}

export type PyModule = DeclarativeModule | FunctionalModule;

/** Every top-level `#[pymodule]` that this plugin can add to. */
export function modulesOf(source: RustSource): readonly PyModule[] {
  return itemsOf(source, source.tree.topNode).flatMap((item) => {
    const marker = item.attributes.find(({ name }) => name === 'pymodule');
    return marker === undefined ? [] : moduleOf(source, item);
  });
}

function moduleOf(source: RustSource, item: RustItem): readonly PyModule[] {
  const [rustName] = item.names;
  const body = item.node.getChild(item.kind === 'ModItem' ? 'DeclarationList' : 'Block');
  if (rustName === undefined || body === null) return [];
  const base = { item, rustName, pythonName: pythonNameOf(item) ?? rustName, body };
  if (item.kind === 'ModItem') {
    return [{ ...base, form: 'declarative', items: itemsOf(source, body) }];
  }
  const parameter = moduleParameter(source, item.node);
  return parameter === undefined ? [] : [{ ...base, form: 'functional', parameter }];
}

/** `name = "…"` of `#[pymodule(name = "…")]` or `#[pyo3(name = "…")]`, if either gives one. */
function pythonNameOf({ attributes }: RustItem): string | undefined {
  return attributes
    .filter(({ name }) => name.startsWith('py'))
    .map((attribute) => stringInAttribute(attribute, 'name'))
    .find((name) => name !== undefined);
}

/** The parameter of the type `Bound<PyModule>`; a `Python` parameter may precede it. */
export function moduleParameter(source: RustSource, node: SyntaxNode): string | undefined {
  const parameters = node.getChild('ParamList')?.getChildren('Parameter') ?? [];
  const module = parameters.find((one) => textOf(source, one).includes('PyModule'));
  const name = module && childrenOf(module).find((child) => child.name === 'BoundIdentifier');
  return name && textOf(source, name);
}
