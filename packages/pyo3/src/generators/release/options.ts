// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Writes `release` in nx.json: which projects are released, in which groups, how versions are
 * chosen, the tags and the changelogs. Changes nothing if nx.json already names the projects
 * to release.
 */
export interface ReleaseGeneratorOptions {
  /**
   * `independent`: each project has its own version and tag. `fixed`: all projects share one
   * version and one tag. Projects with `version.workspace = true` form a fixed group in both
   * cases.
   *
   * Default: `"independent"`.
   */
  readonly relationship?: 'independent' | 'fixed';
  /**
   * How the next version is chosen: typed (`nx release minor`), derived from commit messages, or
   * read from version plans in `.nx/version-plans`.
   *
   * Default: `"by-hand"`.
   */
  readonly specifier?: 'by-hand' | 'conventional-commits' | 'version-plans';
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
