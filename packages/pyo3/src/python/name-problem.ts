/**
 * Why a name is invalid, and what to type instead; the caller knows the option that it came from.
 */
export interface NameProblem {
  /** One sentence that quotes the name. */
  readonly message: string;
  readonly hint: string;
}
