/**
 * Python's types and what Rust has for them: the table of docs/constructs.md.
 */
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { PythonType } from './python-source/signature.ts';

export interface RustType {
  readonly rust: string;
  /** A value for tests, in either language. */
  readonly sample: { readonly python: string; readonly rust: string };
  /** Whether it can be the key of a map or the element of a set. */
  readonly hashable: boolean;
  /** Rust's condition for a value `{}` that an example refuses, and such a value in Python. */
  readonly refused?: { readonly condition: string; readonly python: string; readonly rust: string };
}

const scalars: Readonly<Record<string, RustType>> = {
  int: {
    rust: 'i64',
    sample: { python: '3', rust: '3' },
    hashable: true,
    refused: { condition: '{} < 0', python: '-1', rust: '-1' },
  },
  float: {
    rust: 'f64',
    sample: { python: '1.5', rust: '1.5' },
    hashable: false,
    refused: { condition: '{}.is_nan()', python: 'float("nan")', rust: 'f64::NAN' },
  },
  bool: { rust: 'bool', sample: { python: 'True', rust: 'true' }, hashable: true },
  str: {
    rust: 'String',
    sample: { python: '"text"', rust: 'String::from("text")' },
    hashable: true,
    refused: { condition: '{}.is_empty()', python: '""', rust: 'String::new()' },
  },
  bytes: {
    rust: 'Vec<u8>',
    sample: { python: 'b"ab"', rust: 'b"ab".to_vec()' },
    hashable: true,
    refused: { condition: '{}.is_empty()', python: 'b""', rust: 'Vec::new()' },
  },
};

const known = 'int, float, bool, str, bytes, list[T], set[T], dict[K, V], tuple[A, B], T | None';

/**
 * What stands for a type in Rust.
 *
 * @throws Pyo3Error `option-invalid` with the list of what there is.
 */
export function rustType(type: PythonType): RustType {
  const scalar =
    type.of.length === 0 && Object.hasOwn(scalars, type.name) ? scalars[type.name] : undefined;
  return scalar ?? containerType(type) ?? unknownType(type);
}

function containerType(type: PythonType): RustType | undefined {
  const { name, of } = type;
  const optional = name === 'Optional' ? of[0] : of.find((one) => one.name !== 'None');
  if (
    (name === '|' && of.length === 2 && of.some((one) => one.name === 'None')) ||
    name === 'Optional'
  ) {
    return optional && optionOf(rustType(optional));
  }
  const [first, second] = of;
  if (name === 'list' && first && of.length === 1) return listOf(rustType(first));
  if (name === 'set' && first && of.length === 1) return setOf(hashed(first));
  if (name === 'dict' && first && second && of.length === 2) {
    return dictOf(hashed(first), rustType(second));
  }
  const fixed = of.length > 1 && of.length <= 12 && of.every((one) => one.name !== '...');
  return name === 'tuple' && fixed ? tupleOf(of.map(rustType)) : undefined;
}

function optionOf({ rust, sample, hashable }: RustType): RustType {
  const { python } = sample;
  return { rust: `Option<${rust}>`, sample: { python, rust: `Some(${sample.rust})` }, hashable };
}

function listOf({ rust, sample }: RustType): RustType {
  return {
    rust: `Vec<${rust}>`,
    sample: { python: `[${sample.python}]`, rust: `vec![${sample.rust}]` },
    hashable: false,
    refused: { condition: '{}.is_empty()', python: '[]', rust: 'Vec::new()' },
  };
}

function setOf({ rust, sample }: RustType): RustType {
  const set = 'std::collections::HashSet';
  return {
    rust: `${set}<${rust}>`,
    sample: { python: `{${sample.python}}`, rust: `${set}::from([${sample.rust}])` },
    hashable: false,
  };
}

function dictOf(key: RustType, value: RustType): RustType {
  const map = 'std::collections::HashMap';
  return {
    rust: `${map}<${key.rust}, ${value.rust}>`,
    sample: {
      python: `{${key.sample.python}: ${value.sample.python}}`,
      rust: `${map}::from([(${key.sample.rust}, ${value.sample.rust})])`,
    },
    hashable: false,
  };
}

function tupleOf(parts: readonly RustType[]): RustType {
  return {
    rust: `(${parts.map(({ rust }) => rust).join(', ')})`,
    sample: {
      python: `(${parts.map(({ sample }) => sample.python).join(', ')})`,
      rust: `(${parts.map(({ sample }) => sample.rust).join(', ')})`,
    },
    hashable: parts.every(({ hashable }) => hashable),
  };
}

function hashed(type: PythonType): RustType {
  const found = rustType(type);
  if (found.hashable) return found;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The type "${type.text}" cannot be a key or an element of a set in Rust.`,
    hint: 'Use int, bool, str or bytes there.',
  });
}

function unknownType({ text }: PythonType): never {
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The type "${text}" is not one that this generator can write.`,
    hint: `Use one of: ${known}.`,
  });
}
