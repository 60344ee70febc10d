// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Writes a workflow that checks, tests and builds the projects that a change affects: `nx
 * affected`, a Rust toolchain and uv, downloaded crates kept between runs, and a remote cache
 * that only protected branches write to. An existing workflow is never replaced.
 */
export interface CiWorkflowGeneratorOptions {
  /** CI provider: GitHub Actions, GitLab CI/CD or CircleCI. */
  readonly ci: 'github' | 'gitlab' | 'circleci';
  /** Name of the workflow; on GitHub, also of its file. Default: `"CI"`. */
  readonly name?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
