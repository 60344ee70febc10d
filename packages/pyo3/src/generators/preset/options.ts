// Generated from schema.json by `npm run generate`; do not edit.

/**
 * What `npx create-nx-workspace --preset=pyo3` runs: what `init` does, and the plugin among
 * the devDependencies.
 */
export interface PresetGeneratorOptions {
  /** Name of the workspace; given by create-nx-workspace. */
  readonly name?: string;
  /**
   * Write settings for this editor. `vscode`: recommended extensions, settings of rust-analyzer
   * and Python, and launch configurations that debug Python and Rust together.
   *
   * Default: `"none"`.
   */
  readonly editor?: 'none' | 'vscode';
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
