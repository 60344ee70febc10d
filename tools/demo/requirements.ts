import type { Terminal } from '../workspace/terminal.ts';
import { SYSTEM_PYTHON } from '../workspace/virtual-environment.ts';

interface Requirement {
  readonly check: readonly [program: string, ...args: string[]];
  readonly cure: string;
}

const REQUIREMENTS: readonly Requirement[] = [
  { check: ['git', '--version'], cure: 'Install git: https://git-scm.com/downloads' },
  { check: ['cargo', '--version'], cure: 'Install Rust: https://rustup.rs' },
  {
    check: [SYSTEM_PYTHON, '-c', 'import sys; sys.exit(sys.version_info < (3, 9))'],
    cure: 'Install Python 3.9 or newer: https://www.python.org/downloads',
  },
  {
    check: [SYSTEM_PYTHON, '-c', 'import venv, ensurepip'],
    cure: 'Install the venv module of your Python, e.g. "apt install python3-venv"',
  },
];

/** What is missing on this machine, as instructions; empty when the demonstration can run. */
export async function missingRequirements(terminal: Terminal): Promise<readonly string[]> {
  const cures = await Promise.all(
    REQUIREMENTS.map(async ({ check: [program, ...args], cure }) => {
      const { exitCode } = await terminal.attempt(program, ...args);
      return exitCode === 0 ? [] : [cure];
    }),
  );
  return cures.flat();
}
