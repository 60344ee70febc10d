import type { PythonImport } from './construct.ts';

/** The Rust equivalent of a Python type. */
export interface RustType {
  /** The type of a value that is returned or that a struct stores. */
  readonly rust: string;
  /** A sample value for tests, in each language; in Rust it may end in `?` and use `py`. */
  readonly sample: { readonly python: string; readonly rust: string };
  /** The type of an argument, if it differs, and how such an argument is returned. */
  readonly argument?: { readonly rust: string; readonly returned: (name: string) => string };
  /** Whether it borrows from Python, so that it has the lifetime `'py`. */
  readonly bound: boolean;
  /** Whether it can only be a whole argument or result, and not part of another type. */
  readonly alone?: boolean;
  /** Whether it can be a map key or a set element. */
  readonly hashable: boolean;
  /** Whether it has an order in Rust. */
  readonly ordered: boolean;
  /** Whether it is `Copy`. */
  readonly copy: boolean;
  /** The imports that Python requires for its name in a stub, and for its sample in a test. */
  readonly stubImports: readonly PythonImport[];
  readonly testImports: readonly PythonImport[];
  /** The library's own classes that its sample requires, with their Rust paths. */
  readonly classes: readonly { readonly name: string; readonly path: string }[];
  /** The Python expression that is compared with the sample; `{}` is the value. */
  readonly compared?: string;
  /** The Rust condition for a value `{}` that the example rejects, and such a value in Python. */
  readonly refused?: { readonly condition: string; readonly python: string; readonly rust: string };
}

/** The facts about a library that the type table depends on. */
export interface TypeContext {
  /** The minor version of PyO3, such as 30. */
  readonly minor: number;
  /** Whether the library is built for the stable ABI. */
  readonly abi3: boolean;
  /**
   * A class of the library: its Rust path, and a Python call that constructs an instance;
   * `undefined` if there is no class of that name.
   */
  readonly classOf: (
    name: string,
  ) => { readonly path: string; readonly sample: string } | undefined;
}

const plain = {
  bound: false,
  hashable: true,
  ordered: true,
  copy: false,
  stubImports: [],
  testImports: [],
  classes: [],
} satisfies Partial<RustType>;

/** A type from a Python module: the stub uses its name there. */
function imported(module: string, name: string): Pick<RustType, 'stubImports' | 'testImports'> {
  return { stubImports: [{ module, name }], testImports: [{ module, name }] };
}

function moment(name: string, rust: string, python: string, make: string): RustType {
  return {
    ...plain,
    ...imported('datetime', name),
    rust: `pyo3::Bound<'py, pyo3::types::${rust}>`,
    sample: { python: `${name}(${python})`, rust: `pyo3::types::${rust}::new(py, ${make})?` },
    bound: true,
    hashable: false,
    ordered: false,
  };
}

/** Types without parameters, by their Python name. */
export const scalars: Readonly<Record<string, RustType>> = {
  int: {
    ...plain,
    rust: 'i64',
    copy: true,
    sample: { python: '3', rust: '3' },
    refused: { condition: '{} < 0', python: '-1', rust: '-1' },
  },
  float: {
    ...plain,
    rust: 'f64',
    copy: true,
    sample: { python: '1.5', rust: '1.5' },
    hashable: false,
    refused: { condition: '{}.is_nan()', python: 'float("nan")', rust: 'f64::NAN' },
  },
  bool: { ...plain, rust: 'bool', copy: true, sample: { python: 'True', rust: 'true' } },
  str: {
    ...plain,
    rust: 'String',
    sample: { python: '"text"', rust: 'String::from("text")' },
    refused: { condition: '{}.is_empty()', python: '""', rust: 'String::new()' },
  },
  bytes: {
    ...plain,
    rust: 'Vec<u8>',
    sample: { python: 'b"ab"', rust: 'b"ab".to_vec()' },
    refused: { condition: '{}.is_empty()', python: 'b""', rust: 'Vec::new()' },
  },
  Path: {
    ...plain,
    ...imported('pathlib', 'Path'),
    rust: 'std::path::PathBuf',
    sample: { python: 'Path("a.txt")', rust: 'std::path::PathBuf::from("a.txt")' },
  },
  datetime: moment('datetime', 'PyDateTime', '2026, 1, 2, 3, 4, 5', '2026, 1, 2, 3, 4, 5, 0, None'),
  date: moment('date', 'PyDate', '2026, 1, 2', '2026, 1, 2'),
  time: moment('time', 'PyTime', '3, 4, 5', '3, 4, 5, 0, None'),
  timedelta: moment('timedelta', 'PyDelta', '1, 2', '1, 2, 0, true'),
  Any: {
    ...plain,
    rust: "pyo3::Bound<'py, pyo3::PyAny>",
    sample: {
      python: '"anything"',
      rust: 'pyo3::types::PyString::new(py, "anything").into_any()',
    },
    bound: true,
    hashable: false,
    ordered: false,
    stubImports: [{ module: 'typing', name: 'Any' }],
  },
};

/** The element types of NumPy arrays, by their Python name. */
const elements: Readonly<Record<string, { readonly rust: string; readonly sample: string }>> = {
  'np.float64': { rust: 'f64', sample: '1.5' },
  'np.float32': { rust: 'f32', sample: '1.5' },
  'np.int64': { rust: 'i64', sample: '3' },
  'np.int32': { rust: 'i32', sample: '3' },
  'np.uint8': { rust: 'u8', sample: '3' },
};

/**
 * A one-dimensional array of elements with a Python name such as `np.float64`; `undefined` for other
 * elements.
 */
export function arrayOf(name: string): RustType | undefined {
  const element = Object.hasOwn(elements, name) ? elements[name] : undefined;
  if (element === undefined) return undefined;
  return {
    ...plain,
    rust: `pyo3::Bound<'py, numpy::PyArray1<${element.rust}>>`,
    sample: {
      python: `np.array([${element.sample}], dtype=${name})`,
      rust: `numpy::PyArray1::from_vec(py, vec![${element.sample}])`,
    },
    argument: {
      rust: `numpy::PyReadonlyArray1<'py, ${element.rust}>`,
      returned: (name) => `numpy::ToPyArray::to_pyarray(&${name}.as_array(), py)`,
    },
    bound: true,
    alone: true,
    hashable: false,
    ordered: false,
    stubImports: [{ module: 'numpy' }, { module: 'numpy.typing', name: 'NDArray' }],
    testImports: [{ module: 'numpy' }],
    compared: '{}.tolist()',
  };
}
