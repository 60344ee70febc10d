import { detectPackageManager, type Tree } from '@nx/devkit';

/** How each package manager starts a program that the repository has installed. */
const runners: Readonly<Record<string, string>> = {
  npm: 'npx nx',
  pnpm: 'pnpm nx',
  yarn: 'yarn nx',
  bun: 'bunx nx',
};

/**
 * What a user of this repository types for `nx`. Where `nx init` found no package.json it wrote a
 * script of its own, and `npx nx` would install Nx anew each time.
 */
export function nxCommand(tree: Tree): string {
  if (tree.exists('.nx/nxw.js')) return process.platform === 'win32' ? '.\\nx.bat' : './nx';
  return runners[detectPackageManager(tree.root)] ?? 'npx nx';
}
