// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Writes a workflow that builds the wheels and sdists of the projects that `nx release` has
 * tagged, each on a machine of its platform, tests and checks them, and publishes them with
 * short-lived tokens (trusted publishing). An existing workflow is never replaced.
 */
export interface ReleaseWorkflowGeneratorOptions {
  /** CI provider: GitHub Actions or GitLab CI/CD. */
  readonly provider: 'github' | 'gitlab';
  /** Name of the workflow; on GitHub, also of its file. Default: `"Release"`. */
  readonly name?: string;
  /**
   * Deployment environment of the job that publishes. The trusted publisher on PyPI names it.
   *
   * Default: `"pypi"`.
   */
  readonly environment?: string;
  /**
   * Publish crates to crates.io, too. Only GitHub's tokens are exchanged for those of crates.io.
   *
   * Default: `false`.
   */
  readonly crates?: boolean;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
