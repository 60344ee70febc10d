// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds an enum of Rust whose variants Python sees: in the module, in the stub, in
 * `__init__.py`, and a test from either side.
 */
export interface EnumGeneratorOptions {
  /** Name of the enumeration, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /** Its variants, separated by commas, with numbers where they matter. */
  readonly variants: string;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
