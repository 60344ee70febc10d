// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Makes the project importable in the virtual environment from these sources: `maturin
 * develop` for extensions, an editable install for other Python packages.
 */
export interface DevelopExecutorOptions {
  /**
   * Cargo profile: `dev`, `release` or one of the workspace's own `[profile.<name>]`.
   *
   * Default: `"dev"`.
   */
  readonly profile?: string;
  /** Cargo features to turn on. */
  readonly features?: readonly string[];
  /** Leave the crate's default features off. */
  readonly noDefaultFeatures?: boolean;
  /** Turn on every feature of the crate. */
  readonly allFeatures?: boolean;
  /**
   * Rust target triple, for example `aarch64-unknown-linux-gnu`; this machine's when absent. On
   * the command line it follows `--`, since `nx run` has a `--target` of its own: `nx run
   * mylib:build -- --target <triple>`.
   */
  readonly target?: string;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. When absent: the project's `.venv`, the workspace's, the active environment, else a
   * new `.venv` in the workspace.
   */
  readonly interpreter?: string;
  /**
   * Who installs: `fast` compares the environment with what should be there and repairs what
   * differs; `maturin` runs `maturin develop`, or an editable install where maturin is not the
   * build tool, each time; `auto` is `fast` where that gives the same result.
   *
   * Default: `"auto"`.
   */
  readonly backend?: 'auto' | 'fast' | 'maturin';
  /**
   * Dependency groups (PEP 735) to install beside the default groups; the place of the guess
   * that takes a group or extra named `test`, `tests` or `testing`. A name that the project does
   * not have is ignored.
   */
  readonly groups?: readonly string[];
  /** Extras of the project to install; otherwise as `groups`. */
  readonly extras?: readonly string[];
  /** Arguments for maturin, uv or pip, before those that follow `--` on the command line. */
  readonly args?: readonly string[];
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Print every decision: interpreter, tools and where they came from, dropped variables, full
   * command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** What follows `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}
