/** A program to start, as plain data: what layer 4 plans and `run.ts` carries out. No shell is involved. */
export interface Command {
  /** Absolute path of the program; nothing else is started. */
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute path of the folder to run in. */
  readonly cwd: string;
  /** The whole environment of the child, not an addition to ours. */
  readonly env: Readonly<Record<string, string>>;
}
