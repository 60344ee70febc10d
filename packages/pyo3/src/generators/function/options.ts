// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function to a library: in Rust, in its module, in the stub, in `__init__.py`, and a
 * test from either side.
 */
export interface FunctionGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /** Its arguments as in Python, each with its type. Default: `""`. */
  readonly args?: string;
  /** The type that it returns. Default: `"None"`. */
  readonly returns?: string;
  /** Return a PyResult, with an example of a ValueError. Default: `false`. */
  readonly fallible?: boolean;
  /** Let other threads run Python while it works (releases the GIL). Default: `false`. */
  readonly detach?: boolean;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
