// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function on NumPy arrays to a library: Rust, module, stub, export and tests; the
 * crate and the distribution `numpy` become its dependencies.
 */
export interface NumpyFunctionGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library; that of the current folder when not given. */
  readonly project: string;
  /**
   * `map` returns a new array, `reduce` one number, `in-place` changes the array that it is
   * given.
   *
   * Default: `"map"`.
   */
  readonly does?: 'map' | 'reduce' | 'in-place';
  /** Type of the elements, in NumPy's words. Default: `"float64"`. */
  readonly elements?: 'float64' | 'float32' | 'int64' | 'int32' | 'uint8';
  /** How many dimensions the array has. Default: `1`. */
  readonly dimensions?: 1 | 2 | 3;
  /** Its docstring; one to be filled in when not given. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
