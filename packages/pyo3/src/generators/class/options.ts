// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a class in a file of its own: Rust, module, stub, `__init__.py`, and a test in each
 * language.
 */
export interface ClassGeneratorOptions {
  /** Name of the class, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /**
   * Fields in Python argument syntax, each with its type; the constructor takes them.
   *
   * Default: `""`.
   */
  readonly fields?: string;
  /**
   * `attributes`: PyO3 generates the getters and setters (`#[pyo3(get, set)]`). `methods`: they
   * are written as methods that you can change.
   *
   * Default: `"attributes"`.
   */
  readonly access?: 'attributes' | 'methods';
  /** Add `__repr__`, which formats the values in Python syntax. Default: `false`. */
  readonly repr?: boolean;
  /** Add `__str__`, which formats the values as Python prints them. Default: `false`. */
  readonly str?: boolean;
  /** Add `==`, which compares the fields. Default: `false`. */
  readonly eq?: boolean;
  /** Add `__hash__` over the fields; requires `--eq` and `--frozen`. Default: `false`. */
  readonly hash?: boolean;
  /**
   * Add `<`, `<=`, `>` and `>=`, which compare the fields in order; requires `--eq`.
   *
   * Default: `false`.
   */
  readonly order?: boolean;
  /** Add `__iter__`, which iterates over the first field of the type `list[T]`. Default: `false`. */
  readonly iterator?: boolean;
  /**
   * Add `__enter__`, `__exit__`, and `closed`, which is true once the block has been left.
   *
   * Default: `false`.
   */
  readonly contextManager?: boolean;
  /** Name of a `#[classmethod]` that constructs an instance from a tuple. */
  readonly classMethod?: string;
  /** Name of a `#[staticmethod]` that returns the field names. */
  readonly staticMethod?: string;
  /** Make instances immutable, so that PyO3 needs no lock. Default: `false`. */
  readonly frozen?: boolean;
  /** Let Python and Rust classes inherit from it. Default: `false`. */
  readonly subclass?: boolean;
  /** Base class in the library, generated with `--subclass`. */
  readonly extends?: string;
  /** Support `pickle` and `copy`. Default: `false`. */
  readonly pickle?: boolean;
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
