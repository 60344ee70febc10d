/** The changes to a library, in all its files, before their positions are known. */
import type { RegisteredKind } from '../../../source/rust/addition.ts';

/** A name that a Python file imports: `from <module> import <name>`. */
export interface PythonImport {
  /** The module is `numpy` and the name is absent for `import numpy as np`. */
  readonly module: string;
  readonly name?: string;
  /** The alias in the file, if the whole module is imported. */
  readonly alias?: string;
}

/** Rust code that is inserted into the module's file, before its tests. */
export interface InlineRust {
  readonly kind: 'inline';
  /** The item; the function shortens the paths of names that the file imports. */
  readonly item: (shorten: (code: string) => string) => string;
  /** A test, as written in `mod tests`. */
  readonly test: string;
}

/** Rust code in a separate file, which the module's file declares with `mod x;`. */
export interface OwnFile {
  readonly kind: 'file';
  readonly module: string;
  readonly text: string;
  /** Files in the same folder. */
  readonly beside?: readonly { readonly name: string; readonly text: string }[];
}

export interface PytestText {
  readonly imports: readonly PythonImport[];
  /** The names that are imported from the library, in addition to the registered ones. */
  readonly names?: readonly string[];
  /** The test functions, each preceded by two blank lines. */
  readonly body: string;
}

/** A crate or a distribution that the code requires. */
export interface Requirement {
  readonly name: string;
  readonly version: string;
  readonly features?: readonly string[];
}

export interface RegisteredName {
  readonly kind: RegisteredKind;
  readonly name: string;
  /** The name in Rust, if it differs. */
  readonly rustName?: string;
}

export interface Construct {
  /** The base name of the test files. */
  readonly name: string;
  readonly rust: InlineRust | OwnFile;
  /** The names that are visible in Python, in the order of the stub. */
  readonly registered: readonly RegisteredName[];
  readonly stub: {
    readonly imports: readonly PythonImport[];
    readonly text: string;
    /** The stub of a submodule, which is placed beside the library's stub. */
    readonly module?: { readonly name: string; readonly text: string };
  };
  readonly pytest: PytestText;
  readonly crates?: readonly Requirement[];
  readonly distributions?: readonly string[];
}
