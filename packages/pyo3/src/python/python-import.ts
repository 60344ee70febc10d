/** One imported name. `from a.b import c` is `{ module: 'a.b', names: ['c'] }`. */
export interface PythonImport {
  /** The number of leading dots: 0 for an absolute import, 1 for `from . import x`. */
  readonly level: number;
  /** The dotted module; empty for `from . import x`. */
  readonly module: string;
  /** The names that a `from` statement imports, which may be modules themselves. */
  readonly names: readonly string[];
  /** Whether it is under `if TYPE_CHECKING:`, which only type checkers evaluate (PEP 484). */
  readonly typeOnly: boolean;
}
