// Generated from schema.json by `npm run generate`; do not edit.

/** Runs the crate's Rust tests; tests that embed Python use the environment's interpreter. */
export interface CargoTestExecutorOptions {
  /** Cargo profile. Defaults to cargo's own for tests. */
  readonly profile?: string;
  /** Cargo features to enable. */
  readonly features?: readonly string[];
  /** Disable the crate's default features. */
  readonly noDefaultFeatures?: boolean;
  /** Enable all features of the crate. */
  readonly allFeatures?: boolean;
  /**
   * Rust target triple, for example `aarch64-unknown-linux-gnu`. Defaults to this machine's. On
   * the command line it must follow `--`, because `nx run` has its own `--target`: `nx run
   * mylib:build -- --target <triple>`.
   */
  readonly target?: string;
  /**
   * What runs the tests. Defaults to nextest if the cargo workspace has a `.config/nextest.toml`
   * and cargo-nextest is installed, otherwise to `cargo test`. With nextest, `cargo test --doc`
   * runs the tests of the documentation.
   */
  readonly runner?: 'cargo' | 'nextest';
  /**
   * Write the coverage to `reports/cargo-test/coverage.xml` in the project, with cargo-llvm-cov.
   *
   * Default: `false`.
   */
  readonly coverage?: boolean;
  /**
   * Write the results to `reports/cargo-test/junit.xml` in the project, with nextest.
   *
   * Default: `false`.
   */
  readonly junit?: boolean;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. Defaults to the project's `.venv`, the workspace's `.venv`, the active environment,
   * or a new `.venv` in the workspace, in this order.
   */
  readonly interpreter?: string;
  /**
   * Fail instead of printing a warning if a task reads something that is not part of a cache
   * key. Defaults to whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /**
   * Arguments for `cargo test` or `cargo nextest run`, inserted before those that follow `--` on
   * the command line.
   */
  readonly args?: readonly string[];
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Print every decision: the interpreter, the tools and their sources, removed variables, and
   * full command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}
