import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from './terminal.ts';

/** The package manager by which a workspace installs; all of them start Nx by another word. */
export type PackageManager = 'npm' | 'pnpm';

export interface NxWorkspace {
  readonly folder: string;
  /** Opened in the folder of the workspace. */
  readonly terminal: Terminal;
  readonly nxVersion: string;
}

/**
 * Makes a folder with a package.json, an empty nx.json and the given Nx installed, under git:
 * what is left of any Nx workspace when all that is not Nx itself is taken away.
 */
export async function makeNxWorkspace(
  terminal: Terminal,
  name: string,
  nxVersion: string,
  packageManager: PackageManager = 'npm',
): Promise<NxWorkspace> {
  const folder = join(terminal.folder, name);
  await mkdir(folder);
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version: '0.0.0', private: true }, null, 2)}\n`,
  );
  await writeFile(
    join(folder, 'nx.json'),
    `${JSON.stringify({ neverConnectToCloud: true }, null, 2)}\n`,
  );
  await writeFile(join(folder, '.gitignore'), 'node_modules\n.nx/cache\n.nx/workspace-data\n');
  const here = terminal.with({ folder });
  await here.run('git', 'init', '--quiet', '--initial-branch=main');
  const install = packageManager === 'npm' ? 'install' : 'add';
  await here.run(packageManager, install, '-D', `nx@${nxVersion}`);
  await commitAll(here, 'chore: an empty workspace');
  return { folder, terminal: here, nxVersion };
}

/** Commits whatever is not ignored. */
export async function commitAll(terminal: Terminal, message: string): Promise<void> {
  await terminal.run('git', 'add', '--all');
  await terminal.run('git', 'commit', '--quiet', '--allow-empty', '-m', message);
}
