/** What is known of an access when it is judged. */
import type { Task } from '../matrix/mutation.ts';

/** An access in the repository. */
export interface Read {
  readonly task: Task;
  readonly program: string;
  /** `listed` is of a folder, `missing` of nothing; the others are of files. */
  readonly deed: 'opened' | 'asked' | 'listed' | 'missing';
  /** Relative to the root of the repository. */
  readonly path: string;
}

/** What the rules of `harmless.ts` are told of a repository and of the task. */
export interface Scene {
  /** Folders of the crates of the repository, the longest first. */
  readonly crates: readonly string[];
  /** Folders of all projects. */
  readonly roots: readonly string[];
  /** Folders that the environment has on `sys.path`. */
  readonly importRoots: readonly string[];
  /** Folder of the task's project. */
  readonly projectRoot: string;
  /** Folders of the crates of which the task has opened a Rust file. */
  readonly used: ReadonlySet<string>;
}
