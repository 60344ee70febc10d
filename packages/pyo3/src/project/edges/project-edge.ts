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
  /**
   * True where a marker says that the environment of this machine has no need of it: the files count,
   * but nothing is built or installed for it.
   */
  readonly unneeded?: true;
}

/**
 * An import does not need what every requirement of the manifest leaves out: it stands under a condition
 * (`if sys.platform == "win32":`).
 */
export function withoutNeed(edges: readonly ProjectEdge[]): readonly ProjectEdge[] {
  const keyOf = ({ source, target }: ProjectEdge) => `${source}\n${target}`;
  const stated = edges.filter(({ kind }) => /^python-(dependency|extra|group)$/.test(kind));
  const unneeded = new Set(stated.filter((edge) => edge.unneeded).map(keyOf));
  if (unneeded.size === 0) return edges;
  for (const edge of stated) if (!edge.unneeded) unneeded.delete(keyOf(edge));
  return edges.map((edge) =>
    edge.kind.startsWith('python-import') && unneeded.has(keyOf(edge))
      ? { ...edge, unneeded: true }
      : edge,
  );
}
