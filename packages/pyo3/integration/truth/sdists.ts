/**
 * Repositories of others that a registry has: sdists hold the cargo workspace that their wheel is
 * built from. Versions and hashes are pinned in `sdists.txt`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { runFolder } from '../testing/workspace.ts';
import { toolchain } from '../testing/toolchain.ts';

const requirements = join(import.meta.dirname, 'sdists.txt');
const downloads = join(import.meta.dirname, '../../../../.tools/sdists');

/** `name-version` of each, as the folder in an sdist is called. */
export const sdists: readonly string[] = [
  ...readFileSync(requirements, 'utf8').matchAll(/^(\S+)==(\S+)/gm),
].map(([, name = '', version = '']) => `${name.replaceAll('-', '_')}-${version}`);

/** Unpacks one as a git repository, after all of its list were downloaded, and gives its folder. */
export async function unpackedSdist(sdist: string, list = requirements): Promise<string> {
  const archive = join(downloads, `${sdist}.tar.gz`);
  if (!existsSync(archive)) await download(list);
  const into = join(runFolder(), 'sdists');
  await mkdir(into, { recursive: true });
  await execa(toolchain().python, ['-m', 'tarfile', '-e', archive, into]);
  const folder = join(into, sdist);
  await execa('git', ['init', '--quiet'], { cwd: folder });
  return folder;
}

/** pip checks the hashes. Nothing is built: a stand-in for maturin hands out what PKG-INFO says. */
async function download(list: string): Promise<void> {
  const partial = `${downloads}.${String(process.pid)}`;
  const args = ['--no-deps', '--no-binary=:all:', '--no-build-isolation', '--require-hashes'];
  await execa(
    toolchain().python,
    ['-m', 'pip', 'download', '--quiet', ...args, '--requirement', list, '--dest', partial],
    { env: { PYTHONPATH: join(import.meta.dirname, 'stand-in') } },
  );
  await mkdir(downloads, { recursive: true });
  for (const name of await readdir(partial))
    await rename(join(partial, name), join(downloads, name));
  await rm(partial, { recursive: true });
}
