import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The real Python tools that the tests use. */
export interface Toolchain {
  /** Absolute path of the environment that holds them (`tools/python/test-env.ts` makes it). */
  readonly venv: string;
  readonly python: string;
  readonly uv: string;
}

const isWindows = process.platform === 'win32';

/** Where a virtual environment keeps its programs. */
export function programFolder(venv: string): string {
  return join(venv, isWindows ? 'Scripts' : 'bin');
}

export function programOf(venv: string, name: string): string {
  return join(programFolder(venv), isWindows ? `${name}.exe` : name);
}

/** `undefined` when PYO3_TEST_VENV names no environment with uv in it. */
export function findToolchain(): Toolchain | undefined {
  const venv = process.env['PYO3_TEST_VENV'];
  if (venv === undefined || !existsSync(programOf(venv, 'uv'))) return undefined;
  return { venv, python: programOf(venv, 'python'), uv: programOf(venv, 'uv') };
}

/** @throws Error that says how to get the tools. */
export function toolchain(): Toolchain {
  const found = findToolchain();
  if (found !== undefined) return found;
  throw new Error(
    'PYO3_TEST_VENV names no virtual environment with uv. `npm test` makes one in .tools/venv; ' +
      'then run these tests with PYO3_TEST_VENV=<repository>/.tools/venv.',
  );
}
