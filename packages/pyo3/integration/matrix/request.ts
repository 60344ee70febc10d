import type { Mutation } from './mutation.ts';

/** What a probe is asked. All paths are absolute. */
export interface Request {
  /** A git repository without uncommitted changes. */
  readonly root: string;
  /** The package nx that is asked. */
  readonly nxFolder: string;
  readonly mutations: readonly Pick<Mutation, 'id' | 'edits'>[];
  /** A folder with a rustc of another release. */
  readonly otherRustc: string;
  /** Virtual environments, one of which `.venv` links to. */
  readonly environments: Readonly<Record<'usual' | 'minor' | 'patch', string>>;
  /** The file to write the answer to. */
  readonly answer: string;
}

/** What Nx says of the repository in one state. */
export interface State {
  /** By `project:target`. */
  readonly hashes: Readonly<Record<string, string>>;
  /** `nx affected --base=HEAD` by task; only from Nx 24 on. */
  readonly tasks?: readonly string[];
  /** The same by project: the only way before Nx 24, and with NX_LEGACY_AFFECTED=true. */
  readonly projects: readonly string[];
}

export interface Answer {
  readonly base: State;
  /** By the mutation's id. */
  readonly states: Readonly<Record<string, State>>;
  /** After all mutations have been taken back. */
  readonly again: State;
}
