export type EdgeKind =
  /** What rustc reads for the project's own artifacts. */
  | 'cargo-normal'
  | 'cargo-build'
  /** A `[patch]` or `[replace]` with a path: which packages use it, only the lock file knows. */
  | 'cargo-patch'
  /** For the crate's own tests, examples and benchmarks. */
  | 'cargo-dev'
  | 'python-dependency'
  | 'python-extra'
  | 'python-group'
  | 'python-build'
  /** A module of the package imports another project's. */
  | 'python-import'
  /** Only tests do: no user of the project is concerned. */
  | 'python-import-test'
  /** Only under `if TYPE_CHECKING:`. */
  | 'python-import-types';

/** One project uses another. Both are folders, since names may be changed by the user. */
export interface ProjectEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: EdgeKind;
  /** The manifest or Python file that says so; it lies in the source project. */
  readonly sourceFile: string;
}
