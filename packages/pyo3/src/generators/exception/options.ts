// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds an exception and those below it: in Rust, in the module, in the stub, in `__init__.py`,
 * and a test.
 */
export interface ExceptionGeneratorOptions {
  /** Name of the exception, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /**
   * What it inherits from: an exception of Python, or one that the library exports.
   *
   * Default: `"Exception"`.
   */
  readonly base?: string;
  /** Exceptions that inherit from it, separated by commas. Default: `""`. */
  readonly children?: string;
  /**
   * An enum of Rust with a variant for each child, which becomes that exception, and a function
   * that fails with it.
   *
   * Default: `false`.
   */
  readonly fromRust?: boolean;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
