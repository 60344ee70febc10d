import type { Pyo3Release } from './pyo3-releases.ts';

export type Layout = 'mixed' | 'pure' | 'src';
export type Example = 'function' | 'class' | 'minimal';
export type UnitTestRunner = 'pytest' | 'none';

/** The library to make: the options with everything decided, checked against the repository. */
export interface Library {
  /** Relative to the workspace root, as all paths here. */
  readonly directory: string;
  /** Folder of the Cargo.toml: `directory`, or `rust/` in it. */
  readonly crateDirectory: string;
  /** `[project] name`, and that of the Nx project. */
  readonly name: string;
  /** The same in lower case: rustc warns of a crate that is not in snake case. */
  readonly crateName: string;
  /** Dotted name of the extension. */
  readonly moduleName: string;
  /** Last part of `moduleName`. */
  readonly initName: string;
  /** What users import: the package around the extension, or the extension. */
  readonly publicModule: string;
  readonly layout: Layout;
  readonly example: Example;
  readonly numpy: boolean;
  readonly typing: boolean;
  readonly cargoTest: boolean;
  readonly unitTestRunner: UnitTestRunner;
  /** Minor version of Python 3 of the stable ABI; absent when off. */
  readonly abi3?: number;
  /** Minimum minor version of Python 3. */
  readonly python: number;
  readonly pyo3: Pyo3Release;
  /** What Cargo.toml asks for where nothing is inherited. */
  readonly pyo3Version: string;
  readonly tags: readonly string[];
  /** maturin's where absent. */
  readonly buildBackend?: 'setuptools-rust';
}

/** Folder below the library's that Python imports from; absent in the layout `pure`. */
export function pythonSource(layout: Layout): 'python' | 'src' | undefined {
  return ({ mixed: 'python', src: 'src', pure: undefined } as const)[layout];
}

/** What the module offers to Python, in the order of `__all__`. */
export function exportedNames(library: Pick<Library, 'example' | 'numpy'>): readonly string[] {
  const first = { function: 'mean', class: 'Interval', minimal: '__version__' }[library.example];
  return library.numpy ? [first, 'scale'] : [first];
}
