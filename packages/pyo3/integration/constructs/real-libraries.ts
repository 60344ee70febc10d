/**
 * Libraries of others, to which constructs are added: rpds-py, as a registry has it, and PyO3's own
 * examples from a checkout.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { findToolchain } from '../testing/toolchain.ts';
import { checkouts } from '../truth/checkouts.ts';
import { unpackedSdist } from '../truth/sdists.ts';

const requirements = join(import.meta.dirname, 'sdists.txt');

export interface RealLibrary {
  readonly name: string;
  readonly folder: () => Promise<string>;
  readonly backend: 'maturin' | 'setuptools-rust';
  readonly passesClippy: boolean;
}

const rpds: RealLibrary = {
  name: 'rpds-py',
  folder: () => unpackedSdist('rpds_py-2026.9.1', requirements),
  backend: 'maturin',
  passesClippy: true,
};

/** PyO3's examples are in its repository and not in its crate; without the checkout there are none. */
const examples: readonly RealLibrary[] = checkouts()
  .map(({ folder }) => join(folder, 'examples'))
  .filter((folder) => existsSync(join(folder, 'maturin-starter')))
  .flatMap((folder) =>
    ['decorator', 'getitem', 'maturin-starter', 'setuptools-rust-starter'].map(
      (name): RealLibrary => ({
        name,
        folder: async () => join(folder, name),
        backend: name.startsWith('setuptools-rust') ? 'setuptools-rust' : 'maturin',
        passesClippy: name !== 'getitem',
      }),
    ),
  );

/** rpds-py needs Python 3.11: with an older one it is left out. */
export const realLibraries: readonly RealLibrary[] = [
  ...(isAtLeast311() ? [rpds] : []),
  ...examples,
];

function isAtLeast311(): boolean {
  const found = findToolchain();
  const script = 'import sys; sys.exit(sys.version_info < (3, 11))';
  return found === undefined || spawnSync(found.python, ['-c', script]).status === 0;
}

/** Reads the text files of a folder into a folder of the tree. */
export function readInto(tree: Tree, folder: string, into: string): void {
  for (const name of readdirSync(folder)) {
    if (name === '.git' || name === '.template' || name === 'target') continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) readInto(tree, path, `${into}/${name}`);
    else tree.write(`${into}/${name}`, readFileSync(path));
  }
}
