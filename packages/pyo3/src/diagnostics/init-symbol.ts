/**
 * What is said of an extension that lacks the function by which Python loads it.
 *
 * @param symbol `PyInit_<name>`.
 */
export function initSymbolMessage(extension: string, symbol: string): string {
  return `Python cannot import ${extension}: the library was built, and it does not define ${symbol}.`;
}

/** @param name what `symbol` ends with. */
export function initSymbolHint(name: string, crate?: string): string {
  const module = crate === undefined ? 'the #[pymodule]' : `the #[pymodule] of the crate ${crate}`;
  return `Call ${module} \`${name}\`, or end [tool.maturin] module-name with the name that it has.`;
}
