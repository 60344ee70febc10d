// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Registers the plugin in nx.json and completes .gitignore. Only a repository with neither
 * Rust nor Python gets a pyproject.toml (uv workspace) and a Cargo.toml (cargo workspace) in
 * its root. Changes nothing the second time.
 */
export interface InitGeneratorOptions {
  /**
   * Write settings for this editor. `vscode`: recommended extensions, settings of rust-analyzer
   * and Python, and launch configurations that debug Python and Rust together.
   *
   * Default: `"none"`.
   */
  readonly editor?: 'none' | 'vscode';
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
  /** Given by `nx add`; the generator changes no versions. Default: `true`. */
  readonly keepExistingVersions?: boolean;
}
