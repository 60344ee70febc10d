/**
 * What is added to a library, in all its files, before it is known where they are.
 */
import type { RegisteredKind } from '../../../source/rust/addition.ts';

/** A name that a Python file imports: `from <module> import <name>`. */
export interface PythonImport {
  /** `numpy as np` of `import numpy as np` has the module `numpy` and no name. */
  readonly module: string;
  readonly name?: string;
  /** What the module is called in the file, where it is imported whole. */
  readonly alias?: string;
}

/** Rust that goes into the file of the module, before its tests. */
export interface InlineRust {
  readonly kind: 'inline';
  readonly item: string;
  /** A test, as it stands in `mod tests`. */
  readonly test: string;
}

/** Rust that has a file of its own, which the file of the module names by `mod x;`. */
export interface OwnFile {
  readonly kind: 'file';
  readonly module: string;
  readonly text: string;
  /** Files that lie beside it. */
  readonly beside?: readonly { readonly name: string; readonly text: string }[];
}

export interface PytestText {
  readonly imports: readonly PythonImport[];
  /** What is imported from the library, beside what is registered. */
  readonly names?: readonly string[];
  /** The test functions, each with two empty lines above it. */
  readonly body: string;
}

/** A crate or a distribution that the code needs. */
export interface Requirement {
  readonly name: string;
  readonly version: string;
  readonly features?: readonly string[];
}

export interface RegisteredName {
  readonly kind: RegisteredKind;
  readonly name: string;
  /** What Rust calls it, where that is something else. */
  readonly rustName?: string;
}

export interface Construct {
  /** What files of tests are called after. */
  readonly name: string;
  readonly rust: InlineRust | OwnFile;
  /** What Python sees, in the order of the stub. */
  readonly registered: readonly RegisteredName[];
  readonly stub: {
    readonly imports: readonly PythonImport[];
    readonly text: string;
    /** The stub of a module of its own, which lies beside that of the library. */
    readonly module?: { readonly name: string; readonly text: string };
  };
  readonly pytest: PytestText;
  readonly crates?: readonly Requirement[];
  readonly distributions?: readonly string[];
}
