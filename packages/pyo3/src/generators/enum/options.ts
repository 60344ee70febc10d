// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a Rust enum whose variants are visible in Python: module, stub, `__init__.py`, and a
 * test in each language.
 */
export interface EnumGeneratorOptions {
  /** Name of the enumeration, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /** Variants, separated by commas, with numbers if they matter. */
  readonly variants: string;
  /**
   * Names of the variants in Python. `SCREAMING_SNAKE_CASE`: `DARK_RED` for `DarkRed`, as in
   * Python's own enumerations. `none`: the names of Rust.
   *
   * Default: `"none"`.
   */
  readonly renameAll?: 'none' | 'SCREAMING_SNAKE_CASE';
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
