// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a function on NumPy arrays to a library: Rust, module, stub, export and tests. The
 * crate and the distribution `numpy` become dependencies.
 */
export interface NumpyFunctionGeneratorOptions {
  /** Name of the function, in Rust and in Python. */
  readonly name: string;
  /** Name of the library. Defaults to the library in the current folder. */
  readonly project: string;
  /**
   * `map` returns a new array, `reduce` returns one number, `in-place` changes the given array.
   *
   * Default: `"map"`.
   */
  readonly does?: 'map' | 'reduce' | 'in-place';
  /** Element type, as NumPy names it. Default: `"float64"`. */
  readonly elements?: 'float64' | 'float32' | 'int64' | 'int32' | 'uint8';
  /** Number of array dimensions. Default: `1`. */
  readonly dimensions?: 1 | 2 | 3;
  /** Docstring. Defaults to a placeholder to fill in. */
  readonly doc?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
