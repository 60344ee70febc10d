import type { Pyo3Release } from './pyo3-releases.ts';

export type Layout = 'mixed' | 'pure' | 'src';
export type Example = 'function' | 'class' | 'minimal';
export type UnitTestRunner = 'pytest' | 'none';

/** The library to create: the resolved options, checked against the repository. */
export interface Library {
  /** The path relative to the workspace root, like all paths here. */
  readonly directory: string;
  /** The folder of the Cargo.toml: `directory`, or `rust/` in it. */
  readonly crateDirectory: string;
  /** The value of `[project] name`, and the name of the Nx project. */
  readonly name: string;
  /** The same name in lower case: rustc warns about a crate name that is not snake_case. */
  readonly crateName: string;
  /** The dotted name of the extension. */
  readonly moduleName: string;
  /** The last segment of `moduleName`. */
  readonly initName: string;
  /** The module that users import: the package that contains the extension, or the extension. */
  readonly publicModule: string;
  readonly layout: Layout;
  readonly example: Example;
  readonly numpy: boolean;
  readonly typing: boolean;
  readonly cargoTest: boolean;
  readonly unitTestRunner: UnitTestRunner;
  /** The minor version of Python 3 for the stable ABI; absent if it is off. */
  readonly abi3?: number;
  /** The minimum minor version of Python 3. */
  readonly python: number;
  readonly pyo3: Pyo3Release;
  /** The requirement in Cargo.toml if it is not inherited. */
  readonly pyo3Version: string;
  readonly tags: readonly string[];
  /** maturin's default if absent. */
  readonly buildBackend?: 'setuptools-rust';
}

/** The folder below the library's that Python imports from; absent in the layout `pure`. */
export function pythonSource(layout: Layout): 'python' | 'src' | undefined {
  return ({ mixed: 'python', src: 'src', pure: undefined } as const)[layout];
}

/** The public names of the module, in the order of `__all__`. */
export function exportedNames(library: Pick<Library, 'example' | 'numpy'>): readonly string[] {
  const first = { function: 'mean', class: 'Interval', minimal: '__version__' }[library.example];
  return library.numpy ? [first, 'scale'] : [first];
}
