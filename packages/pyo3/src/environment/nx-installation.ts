import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The Nx of a workspace. */
export interface NxInstallation {
  /** Absolute path of the file that Node runs. */
  readonly program: string;
  /** First number of its version. */
  readonly major: number;
  readonly minor: number;
}

/** `undefined` when Node finds no package `nx` from the root of the workspace. */
export function findNx(workspaceRoot: string): NxInstallation | undefined {
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { bin, version } = from('nx/package.json') as Manifest;
    const folder = dirname(from.resolve('nx/package.json'));
    const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
    return { program: join(folder, bin.nx), major, minor };
  } catch {
    return undefined;
  }
}

/** Whether inputs of this Nx can have `includeIgnored`: since 23.3. */
export function hashesIgnored(workspaceRoot: string): boolean {
  const { major = 0, minor = 0 } = findNx(workspaceRoot) ?? {};
  return major > 23 || (major === 23 && minor >= 3);
}

interface Manifest {
  readonly bin: { readonly nx: string };
  readonly version: string;
}
