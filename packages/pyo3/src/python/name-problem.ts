/** Why a name cannot be used, and what to type instead; the caller knows the option it came from. */
export interface NameProblem {
  /** One sentence that quotes the name. */
  readonly message: string;
  readonly hint: string;
}
