/** One imported name. `from a.b import c` is `{ module: 'a.b', names: ['c'] }`. */
export interface PythonImport {
  /** Leading dots: 0 for an absolute import, 1 for `from . import x`. */
  readonly level: number;
  /** Dotted; empty for `from . import x`. */
  readonly module: string;
  /** What a `from` statement takes out of the module, which may be modules themselves. */
  readonly names: readonly string[];
  /** Under `if TYPE_CHECKING:`, where only a type checker looks (PEP 484). */
  readonly typeOnly: boolean;
}
