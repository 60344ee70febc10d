/** The folder in which Python keeps the bytecode of the modules beside it (PEP 3147). */
export const bytecodeFolder = '__pycache__';

/** Bytecode, as a pattern for `exclude` of `[tool.maturin]`. */
export const bytecodePattern = `**/${bytecodeFolder}/**`;

/** Whether a file in an archive is one that Python, pytest, mypy, ruff or the plugin keeps for itself. */
export function isOfToolCache(path: string): boolean {
  return path.split('/').some((name) => toolCaches.has(name));
}

const toolCaches: ReadonlySet<string> = new Set([
  ...[bytecodeFolder, '.pytest_cache', '.mypy_cache', '.ruff_cache', '.hypothesis'],
  '.nx-pyo3',
]);
