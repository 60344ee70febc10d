import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A repository of others that no registry has. */
export interface Checkout {
  readonly name: string;
  readonly folder: string;
}

/**
 * The git checkouts in the folder that PYO3_TRUTH_REPOSITORIES names: maturin for its `test-crates`,
 * pyo3 for its `examples` and `pytests`, or any other. None without the variable; what they gave when
 * it was set is in `results.json`.
 */
export function checkouts(): readonly Checkout[] {
  const parent = process.env['PYO3_TRUTH_REPOSITORIES'];
  if (parent === undefined || parent === '') return [];
  return readdirSync(parent)
    .sort()
    .map((name) => ({ name, folder: join(parent, name) }));
}
