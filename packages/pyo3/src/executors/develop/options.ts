// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Makes the project importable in the virtual environment from these sources: `maturin
 * develop` for extensions, an editable install for other Python packages.
 */
export interface DevelopExecutorOptions {
  /**
   * Cargo profile: `dev`, `release` or one of the workspace's own `[profile.<name>]`.
   * setuptools-rust gets it as `SETUPTOOLS_RUST_CARGO_PROFILE`; with the default, its `debug =
   * false` in pyproject.toml counts.
   *
   * Default: `"dev"`.
   */
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
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. Defaults to the project's `.venv`, the workspace's `.venv`, the active environment,
   * or a new `.venv` in the workspace, in this order.
   */
  readonly interpreter?: string;
  /**
   * How the project is installed: `fast` compares the environment with the expected installation
   * and repairs only the differences; `maturin` always runs `maturin develop`, or an editable
   * install if maturin is not the build backend; `auto` uses `fast` if the result is the same.
   *
   * Default: `"auto"`.
   */
  readonly backend?: 'auto' | 'fast' | 'maturin';
  /**
   * Dependency groups (PEP 735) to install in addition to the default groups. They replace the
   * guess, which installs a group or extra named `test`, `tests` or `testing`. A name that the
   * project does not have is ignored.
   */
  readonly groups?: readonly string[];
  /** Extras of the project to install; otherwise like `groups`. */
  readonly extras?: readonly string[];
  /**
   * Arguments for maturin, uv or pip, inserted before those that follow `--` on the command
   * line.
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
