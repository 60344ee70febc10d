/** The statements with which a module function registers an item. */
import { rustCall, rustCallOfMacro } from './rust-layout.ts';
import { itemsOf } from './items.ts';
import type { RustSource } from './parse.ts';

export type RegisteredKind = 'function' | 'class' | 'exception' | 'submodule';

/** The Rust name of the item; `path` is seen from the top of the file. */
export interface Registered {
  readonly kind: RegisteredKind;
  readonly path: string;
}

/** @param parameter the name of the function's module parameter. */
export function addition(
  source: RustSource,
  { kind, path }: Registered,
  parameter: string,
  indent: string,
): string {
  switch (kind) {
    case 'function': {
      const args = [path, parameter];
      const wrap = `${hasPrelude(source) ? '' : 'pyo3::'}wrap_pyfunction!`;
      return rustCallOfMacro(`${parameter}.add_function`, wrap, args, '?', '?;', indent);
    }
    case 'class':
      return `${indent}${parameter}.add_class::<${path}>()?;`;
    case 'submodule': {
      const wrap = 'pyo3::wrap_pymodule!';
      return rustCallOfMacro(`${parameter}.add_wrapped`, wrap, [path], '', '?;', indent);
    }
    case 'exception': {
      const name = path.split('::').at(-1) ?? path;
      const type = `${parameter}.py().get_type::<${path}>()`;
      return rustCall(`${parameter}.add`, [`"${name}"`, type], '?;', indent);
    }
  }
}

function hasPrelude(source: RustSource): boolean {
  return itemsOf(source, source.tree.topNode).some(
    ({ kind, from, to }) =>
      kind === 'UseDeclaration' && source.text.slice(from, to).includes('pyo3::prelude::*'),
  );
}
