// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a Rust function that runs Python: an expression, statements, or a module from a file;
 * with a cargo test and a pytest test.
 */
export interface EmbedGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /**
   * `expression` uses Python's `eval`, `statements` its `exec`, `file` a module whose source is
   * compiled into the library.
   *
   * Default: `"expression"`.
   */
  readonly from?: 'expression' | 'statements' | 'file';
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
