// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a module to the extension, with an example function: in Rust, in the stubs, in
 * `__init__.py`, and a test from either side. `import package.name` finds it.
 */
export interface SubmoduleGeneratorOptions {
  /** Name of the module, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
