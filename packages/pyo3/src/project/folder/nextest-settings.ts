import type { Crate } from './pyo3-project.ts';
import { childPath } from './workspace-path.ts';

/** Where nextest looks for the settings of a repository (nextest's book, "Configuration"). */
export function nextestSettings({ cargoRoot }: Crate): string {
  return childPath(cargoRoot, '.config', 'nextest.toml');
}
