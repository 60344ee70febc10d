// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Writes a workflow that checks, tests and builds what a change reaches: `nx affected`, a Rust
 * toolchain and uv, crates kept between runs, a remote cache that only protected branches
 * write to. Never replaces a workflow that is there.
 */
export interface CiWorkflowGeneratorOptions {
  /** Who runs it: GitHub Actions, GitLab CI/CD or CircleCI. */
  readonly ci: 'github' | 'gitlab' | 'circleci';
  /** Name of the workflow; on GitHub also of its file. Default: `"CI"`. */
  readonly name?: string;
  /** Do not format the written file with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}
