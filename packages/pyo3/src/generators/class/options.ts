// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a class in a file of its own: in Rust, in the module, in the stub, in `__init__.py`,
 * and a test from either side.
 */
export interface ClassGeneratorOptions {
  /** Name of the class, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /**
   * Its fields as Python writes arguments, each with its type; the constructor takes them.
   *
   * Default: `""`.
   */
  readonly fields?: string;
  /**
   * `attributes`: PyO3 makes the getters and setters (`#[pyo3(get, set)]`). `methods`: they are
   * written out, to be changed.
   *
   * Default: `"attributes"`.
   */
  readonly access?: 'attributes' | 'methods';
  /** `__repr__`, with the values as Python writes them. Default: `false`. */
  readonly repr?: boolean;
  /** `__str__`, with the values as Python prints them. Default: `false`. */
  readonly str?: boolean;
  /** `==` compares the fields. Default: `false`. */
  readonly eq?: boolean;
  /** `__hash__`, of the fields; needs `--eq` and `--frozen`. Default: `false`. */
  readonly hash?: boolean;
  /** `<`, `<=`, `>` and `>=` compare the fields, in their order; needs `--eq`. Default: `false`. */
  readonly order?: boolean;
  /** `__iter__` goes through the first field of the type `list[T]`. Default: `false`. */
  readonly iterator?: boolean;
  /**
   * `__enter__` and `__exit__`, and `closed`, which says that the block was left.
   *
   * Default: `false`.
   */
  readonly contextManager?: boolean;
  /** Name of a `#[classmethod]` that makes one of a tuple. */
  readonly classMethod?: string;
  /** Name of a `#[staticmethod]` that gives the names of the fields. */
  readonly staticMethod?: string;
  /** Nobody can change it, so PyO3 needs no lock for it. Default: `false`. */
  readonly frozen?: boolean;
  /** Classes of Python and of Rust can inherit from it. Default: `false`. */
  readonly subclass?: boolean;
  /** Class of the library that it inherits from, made with `--subclass`. */
  readonly extends?: string;
  /** `pickle` and `copy` can make another one of it. Default: `false`. */
  readonly pickle?: boolean;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
