import type { Terminal } from '../workspace/terminal.ts';

export const LIBRARY = 'libs/greeter';
const CALL = 'from greeter import mean; print(mean([40.0, 44.0]))';

export interface Stage {
  /** In the workspace's folder. */
  readonly terminal: Terminal;
  readonly remark: (text: string) => void;
}

export interface Step {
  readonly title: string;
  /** Throws when what it shows did not come true. */
  readonly play: (stage: Stage) => Promise<void>;
}

export async function nx(terminal: Terminal, ...args: readonly string[]): Promise<void> {
  await terminal.run('npx', 'nx', ...args);
}

export async function callLibrary(terminal: Terminal, python: string): Promise<void> {
  const { stdout } = await terminal.run(python, '-c', CALL);
  if (stdout.trim() !== '42.0') throw new Error(`expected 42.0 from the library, got "${stdout}"`);
}
