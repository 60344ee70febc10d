/** One thing that happens to a repository or to the machine, as data. */
export type Edit =
  /** `from` is in the file exactly once. */
  | { readonly kind: 'replace'; readonly file: string; readonly from: string; readonly to: string }
  | { readonly kind: 'append'; readonly file: string; readonly text: string }
  | { readonly kind: 'add'; readonly file: string; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'mode'; readonly file: string; readonly mode: number }
  /** A symbolic link in the place of a file, or beside the others. */
  | { readonly kind: 'link'; readonly file: string; readonly target: string }
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  /** Another release of rustc is the one that is used. */
  | { readonly kind: 'rustc' }
  /** The virtual environment has another Python: of another minor version, or of another patch. */
  | { readonly kind: 'python'; readonly differs: 'minor' | 'patch' };

/** `project:target`. */
export type Task = string;

export interface Mutation {
  /** Names the row in `expected.json` and `oracle.json`. */
  readonly id: string;
  /** As the table of docs/caching.md says it. */
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Why no answer of the oracle is kept for it. */
  readonly notBuilt?: string;
}
