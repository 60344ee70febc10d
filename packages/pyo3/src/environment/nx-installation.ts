import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The Nx of a workspace. */
export interface NxInstallation {
  /** Absolute path of the file that Node runs. */
  readonly program: string;
  /** First number of its version. */
  readonly major: number;
}

/** `undefined` when Node finds no package `nx` from the root of the workspace. */
export function findNx(workspaceRoot: string): NxInstallation | undefined {
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { bin, version } = from('nx/package.json') as Manifest;
    const folder = dirname(from.resolve('nx/package.json'));
    return { program: join(folder, bin.nx), major: Number.parseInt(version, 10) };
  } catch {
    return undefined;
  }
}

interface Manifest {
  readonly bin: { readonly nx: string };
  readonly version: string;
}
