/** Python types and their Rust equivalents: the table in docs/constructs.md. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import type { PythonType } from '../../../source/python/signature.ts';
import { arrayOf, scalars, type RustType, type TypeContext } from './rust-type.ts';

const known =
  'int, float, bool, str, bytes, list[T], set[T], dict[K, V], tuple[A, B], tuple[T, ...], T | None, ' +
  'datetime, date, time, timedelta, Path, NDArray[np.float64], Any, a class of the library';

/** The largest tuple that PyO3 converts. */
const longestTuple = 12;

/**
 * The Rust equivalent of a type.
 *
 * @throws Pyo3Error `option-invalid` with the list of supported types, or with what the PyO3
 * release lacks.
 */
export function rustType(type: PythonType, context: TypeContext): RustType {
  return scalarType(type, context) ?? containerType(type, context) ?? classType(type, context);
}

function scalarType({ name, of }: PythonType, context: TypeContext): RustType | undefined {
  const found = of.length === 0 && Object.hasOwn(scalars, name) ? scalars[name] : undefined;
  if (found === undefined) return undefined;
  if (name === 'Path' && context.minor < 24) {
    throw invalid(
      `PyO3 0.${context.minor} converts a Path to a Python str.`,
      'Use str, or PyO3 0.24 or later.',
    );
  }
  if (found.bound && name !== 'Any' && context.abi3 && context.minor < 25) {
    throw invalid(
      `PyO3 0.${context.minor} does not support ${name} with the stable ABI.`,
      'Use PyO3 0.25 or later, or a library without the feature abi3.',
    );
  }
  return found;
}

function containerType(type: PythonType, context: TypeContext): RustType | undefined {
  const { name, of } = type;
  const optional = of.find((one) => one.name !== 'None');
  if (name === '|' && of.length === 2 && of.some((one) => one.name === 'None')) {
    return optional && optionOf(inside(optional, context));
  }
  const [first, second] = of;
  if (first === undefined) return undefined;
  if (name === 'NDArray' && of.length === 1) return arrayOf(first.text);
  if (name === 'list' && of.length === 1) return listOf(inside(first, context));
  if (name === 'set' && of.length === 1) return setOf(hashed(first, context));
  if (name === 'dict' && second && of.length === 2) {
    return dictOf(hashed(first, context), inside(second, context));
  }
  if (name !== 'tuple') return undefined;
  if (second?.name === '...' && of.length === 2) return sequenceOf(inside(first, context));
  return of.length <= longestTuple ? tupleOf(of.map((one) => inside(one, context))) : undefined;
}

function classType(type: PythonType, { classOf }: TypeContext): RustType {
  const found = type.of.length === 0 ? classOf(type.name) : undefined;
  if (found === undefined) {
    throw invalid(`The type "${type.text}" is not supported.`, `Use one of: ${known}.`);
  }
  return {
    ...madeOf([]),
    rust: `pyo3::Bound<'py, ${found.path}>`,
    sample: { python: found.sample, rust: '' },
    bound: true,
    classes: [{ name: type.name, path: found.path }],
  };
}

/** @throws Pyo3Error for a type that cannot be part of another type. */
function inside(type: PythonType, context: TypeContext): RustType {
  const found = rustType(type, context);
  if (found.alone !== true) return found;
  throw invalid(
    `The type "${type.text}" cannot be part of another type.`,
    'Use it as a whole argument or result; only list[T] can be nested.',
  );
}

/** The properties that a type inherits from its parts. */
function madeOf(parts: readonly RustType[]): Omit<RustType, 'rust' | 'sample'> {
  return {
    bound: parts.some(({ bound }) => bound),
    hashable: false,
    ordered: false,
    copy: false,
    stubImports: parts.flatMap(({ stubImports }) => stubImports),
    testImports: parts.flatMap(({ testImports }) => testImports),
    classes: parts.flatMap(({ classes }) => classes),
  };
}

function optionOf(part: RustType): RustType {
  const { rust, sample, hashable, ordered, copy } = part;
  return {
    ...madeOf([part]),
    rust: `Option<${rust}>`,
    sample: { python: sample.python, rust: `Some(${sample.rust})` },
    hashable,
    ordered,
    copy,
  };
}

function listOf(part: RustType): RustType {
  return {
    ...madeOf([part]),
    rust: `Vec<${part.rust}>`,
    sample: { python: `[${part.sample.python}]`, rust: `vec![${part.sample.rust}]` },
    ordered: part.ordered,
    refused: { condition: '{}.is_empty()', python: '[]', rust: 'Vec::new()' },
  };
}

/** A tuple of any length: Rust reads it as a Vec, and returns a Python tuple. */
function sequenceOf(part: RustType): RustType {
  return {
    ...madeOf([part]),
    rust: "pyo3::Bound<'py, pyo3::types::PyTuple>",
    sample: {
      python: `(${part.sample.python},)`,
      rust: `pyo3::types::PyTuple::new(py, [${part.sample.rust}])?`,
    },
    argument: {
      rust: `Vec<${part.rust}>`,
      returned: (name) => `pyo3::types::PyTuple::new(py, ${name})?`,
    },
    bound: true,
    alone: true,
    refused: { condition: '{}.is_empty()', python: '()', rust: 'Vec::new()' },
  };
}

function setOf(part: RustType): RustType {
  const set = 'std::collections::HashSet';
  return {
    ...madeOf([part]),
    rust: `${set}<${part.rust}>`,
    sample: { python: `{${part.sample.python}}`, rust: `${set}::from([${part.sample.rust}])` },
  };
}

function dictOf(key: RustType, value: RustType): RustType {
  const map = 'std::collections::HashMap';
  return {
    ...madeOf([key, value]),
    rust: `${map}<${key.rust}, ${value.rust}>`,
    sample: {
      python: `{${key.sample.python}: ${value.sample.python}}`,
      rust: `${map}::from([(${key.sample.rust}, ${value.sample.rust})])`,
    },
  };
}

function tupleOf(parts: readonly RustType[]): RustType {
  const comma = parts.length === 1 ? ',' : '';
  const joined = (texts: readonly string[]) => `(${texts.join(', ')}${comma})`;
  return {
    ...madeOf(parts),
    rust: joined(parts.map(({ rust }) => rust)),
    sample: {
      python: joined(parts.map(({ sample }) => sample.python)),
      rust: joined(parts.map(({ sample }) => sample.rust)),
    },
    hashable: parts.every(({ hashable }) => hashable),
    ordered: parts.every(({ ordered }) => ordered),
    copy: parts.every(({ copy }) => copy),
  };
}

function hashed(type: PythonType, context: TypeContext): RustType {
  const found = inside(type, context);
  if (found.hashable) return found;
  throw invalid(
    `The type "${type.text}" cannot be a dictionary key or a set element in Rust.`,
    'Use int, bool, str or bytes there.',
  );
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
