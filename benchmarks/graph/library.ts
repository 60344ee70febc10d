/** A library that uses its parent, as crate and as distribution. */
export interface Library {
  readonly name: string;
  readonly root: string;
  /** Name of the library that it uses. */
  readonly parent: string | undefined;
}
