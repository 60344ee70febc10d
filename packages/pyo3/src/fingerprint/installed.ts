import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readOptional, safely } from '../files/disk.ts';

/**
 * The folders of installed distributions below a prefix: `lib/python3.12/site-packages`, Debian's
 * `dist-packages`, and `Lib\site-packages` on Windows.
 */
export function sitePackages(prefix: string): readonly string[] {
  const lib = join(prefix, process.platform === 'win32' ? 'Lib' : 'lib');
  const versions = entriesOf(lib).filter((name) => name.startsWith('python'));
  return [lib, ...versions.map((name) => join(lib, name))]
    .flatMap((folder) => ['site-packages', 'dist-packages'].map((name) => join(folder, name)))
    .filter((folder) => existsSync(folder));
}

/** `name-version.dist-info`; the sources of an editable install are in the key. */
export function distributionsIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((name) => /\.(dist|egg)-info$/.test(name))
    .filter((name) => {
      const origin = readOptional(join(folder, name, 'direct_url.json'));
      return origin === undefined || !/"editable"\s*:\s*true/.test(origin);
    });
}

function entriesOf(folder: string): readonly string[] {
  return safely(() => readdirSync(folder).sort(), []);
}
