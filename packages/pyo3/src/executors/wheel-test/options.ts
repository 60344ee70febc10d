// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Installs one wheel, with what the tests need, into an empty environment of every interpreter
 * of this machine that the wheel supports, and runs a copy of the tests there. If this machine
 * cannot run the wheel, the task prints the reason and succeeds.
 */
export interface WheelTestExecutorOptions {
  /**
   * Which wheel: `cp312-manylinux_2_17_x86_64`, `cp39-abi3-macosx_arm64`, `py3-none-any`; or
   * `sdist`, which is first built into a wheel from its own files.
   */
  readonly tag: string;
  /**
   * Files and folders that the tests read, relative to the project. They are copied with the
   * tests. Inputs that [tool.nx-pyo3] declares are copied in any case.
   */
  readonly files?: readonly string[];
  /** Dependency groups (PEP 735) that the tests need, as in `develop`. */
  readonly groups?: readonly string[];
  /** Extras of the project that the tests need, as in `develop`. */
  readonly extras?: readonly string[];
  /**
   * Fail if this machine cannot test the wheel. By default, only a missing wheel or interpreter
   * is an error, and only if the variable `NX_PYO3_WHEELS` is `require`.
   */
  readonly require?: boolean;
  /** Arguments for pytest, inserted before those that follow `--` on the command line. */
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
