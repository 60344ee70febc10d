// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Registers the plugin in nx.json, completes .gitignore, and makes or joins the root's
 * pyproject.toml (uv workspace) and Cargo.toml (cargo workspace). Changes nothing the second
 * time.
 */
export interface InitGeneratorOptions {
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
  /** Given by `nx add`; the generator changes no versions. Default: `true`. */
  readonly keepExistingVersions?: boolean;
}
