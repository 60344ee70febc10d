// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function of Rust that has Python do something: an expression, statements, or a module
 * from a file; with a test of cargo and one of pytest.
 */
export interface EmbedGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /**
   * `expression` is Python's `eval`, `statements` its `exec`, `file` a module whose text is
   * compiled into the library.
   *
   * Default: `"expression"`.
   */
  readonly from?: 'expression' | 'statements' | 'file';
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
