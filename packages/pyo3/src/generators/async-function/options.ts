// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function that runs on the tokio runtime while Python awaits it: Rust, module, stub,
 * export and tests; the crates `pyo3-async-runtimes` and `tokio` become dependencies.
 */
export interface AsyncFunctionGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /** Its arguments as in Python, each with its type. Default: `""`. */
  readonly args?: string;
  /** The type of what Python gets when it has awaited it. Default: `"None"`. */
  readonly returns?: string;
  /** Refuse a value with an example of a ValueError. Default: `false`. */
  readonly fallible?: boolean;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
