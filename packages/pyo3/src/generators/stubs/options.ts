// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Enables pyo3's feature `experimental-inspect`, which makes the extension describe its
 * contents. The library then has the targets `stubs`, which writes its stubs (`.pyi`), and
 * `stubs-check`, which fails if they differ from the extension.
 */
export interface StubsGeneratorOptions {
  /** Name of the library; it requires pyo3 0.28 or newer, and maturin 1.13 or newer. */
  readonly project: string;
}
