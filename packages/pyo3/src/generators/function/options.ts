// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function to a library: Rust, module, stub, `__init__.py`, and a test in each
 * language.
 */
export interface FunctionGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /** Arguments in Python syntax, each with its type. Default: `""`. */
  readonly args?: string;
  /** Return type. Default: `"None"`. */
  readonly returns?: string;
  /** Return a PyResult; the example rejects a value with a ValueError. Default: `false`. */
  readonly fallible?: boolean;
  /** Let other threads run Python while it works (releases the GIL). Default: `false`. */
  readonly detach?: boolean;
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
