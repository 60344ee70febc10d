// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function that runs on the tokio runtime while Python awaits it: Rust, module, stub,
 * export and tests. The crates `pyo3-async-runtimes` and `tokio` become dependencies.
 */
export interface AsyncFunctionGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /** Arguments in Python syntax, each with its type. Default: `""`. */
  readonly args?: string;
  /** Type of the awaited result. Default: `"None"`. */
  readonly returns?: string;
  /** Reject an example value with a ValueError. Default: `false`. */
  readonly fallible?: boolean;
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
