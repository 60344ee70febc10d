import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { crates } from './crates.ts';
import { distributions } from './distributions.ts';
import type { Files } from './files.ts';
import { mixed } from './mixed.ts';

const lock = readFileSync(join(import.meta.dirname, 'crates.lock'), 'utf8');

/** The repositories that are written for the comparison. */
export const written: Readonly<Record<string, Files>> = {
  crates: { ...crates, 'Cargo.lock': lock },
  distributions,
  mixed,
};

/** Writes one into a folder, which becomes a git repository. */
export async function writeRepository(files: Files, folder: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await execa('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder });
}
