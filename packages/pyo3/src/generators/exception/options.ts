// Generated from schema.json by `npm run generate`; do not edit.

/** Adds an exception and its subclasses: Rust, module, stub, `__init__.py`, and a test. */
export interface ExceptionGeneratorOptions {
  /** Name of the exception, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /** Base class: a Python exception, or one that the library exports. Default: `"Exception"`. */
  readonly base?: string;
  /** Subclasses, separated by commas. Default: `""`. */
  readonly children?: string;
  /**
   * Add a Rust enum with a variant for each subclass, its conversion to these exceptions, and a
   * function that fails with it.
   *
   * Default: `false`.
   */
  readonly fromRust?: boolean;
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
