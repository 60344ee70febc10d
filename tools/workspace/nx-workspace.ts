import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from './terminal.ts';

/** The package manager by which a workspace installs; all of them start Nx by another word. */
export type PackageManager = 'npm' | 'pnpm';

export interface NxWorkspaceSettings {
  readonly name: string;
  readonly nxVersion: string;
  readonly packageManager?: PackageManager;
  /** A folder that outlives the workspace: what was installed once is copied from there. */
  readonly installed?: string;
}

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
  { name, nxVersion, packageManager = 'npm', installed }: NxWorkspaceSettings,
): Promise<NxWorkspace> {
  const folder = join(terminal.folder, name);
  const here = terminal.with({ folder });
  const kept = installed && join(installed, packageManager, nxVersion, name);
  if (kept && existsSync(kept)) {
    await copyFolder(kept, folder);
  } else {
    await writeWorkspace(folder, name);
    const install = packageManager === 'npm' ? 'install' : 'add';
    await here.run(packageManager, install, '-D', `nx@${nxVersion}`);
    if (kept) await copyFolder(folder, kept);
  }
  await here.run('git', 'init', '--quiet', '--initial-branch=main');
  await commitAll(here, 'chore: an empty workspace');
  return { folder, terminal: here, nxVersion };
}

/** Commits whatever is not ignored. */
export async function commitAll(terminal: Terminal, message: string): Promise<void> {
  await terminal.run('git', 'add', '--all');
  await terminal.run('git', 'commit', '--quiet', '--allow-empty', '-m', message);
}

/** With times and links as they are, from which npm knows that nothing has changed since. */
export function copyFolder(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
}

async function writeWorkspace(folder: string, name: string): Promise<void> {
  await mkdir(folder);
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  const manifest = { name, version: '0.0.0', private: true };
  await writeFile(join(folder, 'package.json'), json(manifest));
  await writeFile(join(folder, 'nx.json'), json({ neverConnectToCloud: true }));
  await writeFile(join(folder, '.gitignore'), 'node_modules\n.nx/cache\n.nx/workspace-data\n');
}
