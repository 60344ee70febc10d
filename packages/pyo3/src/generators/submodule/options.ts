// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a module to the extension, with an example function: Rust, stubs, `__init__.py`, and a
 * test in each language. Python imports it as `package.name`.
 */
export interface SubmoduleGeneratorOptions {
  /** Name of the module, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
