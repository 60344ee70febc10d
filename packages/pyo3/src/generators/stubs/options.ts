// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Turns pyo3's feature `experimental-inspect` on, by which the extension says what is in it.
 * The library then has the targets `stubs`, which writes its stubs (`.pyi`), and
 * `stubs-check`, which fails when they differ from the extension.
 */
export interface StubsGeneratorOptions {
  /** Name of the library; it needs pyo3 0.28 or newer, and maturin 1.13 or newer. */
  readonly project: string;
}
