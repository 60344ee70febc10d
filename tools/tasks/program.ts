import { execa } from 'execa';

export interface RunOptions {
  readonly cwd: string;
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program with our own input and output and waits for its end.
 *
 * @returns its exit code; 1 for one that did not start or was ended by a signal.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<number> {
  const result = await execa(program, args, { ...options, stdio: 'inherit', reject: false });
  if (result.exitCode === undefined) console.error(result.shortMessage);
  return result.exitCode ?? 1;
}

/**
 * Runs a program as above.
 *
 * @throws Error when its exit code is not 0; the program itself has said why.
 */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<void> {
  const code = await runProgram(program, args, options);
  if (code !== 0) {
    throw new Error(`${[program, ...args].join(' ')} ended with exit code ${code}.`);
  }
}
