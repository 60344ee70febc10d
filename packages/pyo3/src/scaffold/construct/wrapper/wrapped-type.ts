/**
 * The Python equivalent of a type in the signature of a Rust function: the table in
 * docs/existing-code.md.
 */
import type { SyntaxNode } from '@lezer/common';
import type { PythonImport } from '../shared/construct.ts';
import { textOf } from '../../../source/rust/items.ts';
import { childrenOf, type RustSource } from '../../../source/rust/parse.ts';

/** A Rust type and its Python equivalent, with a sample value for tests. */
export interface WrappedType {
  readonly rust: string;
  readonly sample: { readonly rust: string; readonly python: string };
  /** The types in a stub: as an argument, and as a result. */
  readonly accepted: string;
  readonly returned: string;
  readonly imports: readonly PythonImport[];
  /** The Python classes of its instances; `None` may be one of them. */
  readonly instance: { readonly of: string; readonly orNone: boolean };
}

const integers = 'i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize'.split(' ');

/** Rust's own names, with the paths that they can be written as. */
const paths = /^(?:std|core|alloc)::(?:string|vec|option)::(?=String$|Vec$|Option$)/;

/**
 * The type of a node; `undefined` if it has no Python equivalent.
 *
 * @param own names in the file, which shadow Rust's names.
 */
export function wrappedType(
  source: RustSource,
  node: SyntaxNode,
  own: ReadonlySet<string>,
): WrappedType | undefined {
  if (node.name === 'ReferenceType') return borrowedText(source, node);
  const { name, of } = namedType(source, node);
  if (own.has(name)) return undefined;
  const [inner, ...more] = of;
  if (inner === undefined) return scalar(name);
  if (more.length > 0) return undefined;
  const part = wrappedType(source, inner, own);
  if (part === undefined) return undefined;
  if (name === 'Vec') return vec(part);
  return name === 'Option' && !part.instance.orNone ? option(part) : undefined;
}

/** `Vec` with the types in its angle brackets; a type without them has no parts. */
export function namedType(
  source: RustSource,
  node: SyntaxNode,
): { readonly name: string; readonly of: readonly SyntaxNode[] } {
  const isGeneric = node.name === 'GenericType';
  const head = isGeneric ? (childrenOf(node)[0] ?? node) : node;
  const list = isGeneric ? node.getChild('TypeArgList') : null;
  const of = list === null ? [] : childrenOf(list).filter(({ name }) => !/^[<>,]$/.test(name));
  return { name: textOf(source, head).replaceAll(/\s/g, '').replace(paths, ''), of };
}

/** The target of `&T`; `undefined` for `&mut T`, which can be changed. */
export function referred(node: SyntaxNode): SyntaxNode | undefined {
  if (node.name !== 'ReferenceType' || node.getChild('mut') !== null) return undefined;
  return node.lastChild ?? undefined;
}

/** The element type of `[T]`, but not of `[T; 3]`. */
export function elementOf(node: SyntaxNode): SyntaxNode | undefined {
  const parts = childrenOf(node);
  return node.name === 'ArrayType' && parts.length === 3 ? parts[1] : undefined;
}

/** `&str`; no other reference has a Python equivalent. */
function borrowedText(source: RustSource, node: SyntaxNode): WrappedType | undefined {
  const inner = referred(node);
  if (inner === undefined || textOf(source, inner) !== 'str') return undefined;
  const lifetime = node.getChild('Lifetime');
  const rust = lifetime === null ? '&str' : `&${textOf(source, lifetime)} str`;
  return plain(rust, 'str', '"text"', '"text"');
}

function scalar(name: string): WrappedType | undefined {
  if (integers.includes(name)) return plain(name, 'int', '3', '3');
  switch (name) {
    case 'f32':
    case 'f64':
      return plain(name, 'float', '1.5', '1.5');
    case 'bool':
      return plain(name, 'bool', 'true', 'True');
    case 'char':
      return plain(name, 'str', "'a'", '"a"');
    case 'String':
      return plain(name, 'str', 'String::from("text")', '"text"');
    default:
      return undefined;
  }
}

function plain(rust: string, type: string, sample: string, python: string): WrappedType {
  return {
    rust,
    sample: { rust: sample, python },
    accepted: type,
    returned: type,
    imports: [],
    instance: { of: type, orNone: false },
  };
}

const bytes = plain('Vec<u8>', 'bytes', 'b"ab".to_vec()', 'b"ab"');

/** PyO3 accepts any sequence, and returns a list. */
export function vec(part: WrappedType): WrappedType {
  if (part.rust === 'u8') return bytes;
  return {
    rust: `Vec<${part.rust}>`,
    sample: { rust: `vec![${part.sample.rust}]`, python: `[${part.sample.python}]` },
    accepted: `Sequence[${part.accepted}]`,
    returned: `list[${part.returned}]`,
    imports: [...part.imports, { module: 'collections.abc', name: 'Sequence' }],
    instance: { of: 'list', orNone: false },
  };
}

function option(part: WrappedType): WrappedType {
  return {
    ...part,
    rust: `Option<${part.rust}>`,
    sample: { rust: `Some(${part.sample.rust})`, python: part.sample.python },
    accepted: `${part.accepted} | None`,
    returned: `${part.returned} | None`,
    instance: { of: part.instance.of, orNone: true },
  };
}
