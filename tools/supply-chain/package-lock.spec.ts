import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly os?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface PackageLock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const root = join(import.meta.dirname, '..', '..');
const lock: PackageLock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const locked = Object.entries(lock.packages);
const installed = locked.filter(([path]) => /(^|\/)node_modules\//.test(path));

// npm has left the packages for other platforms out of a lock (npm/cli issue 4828). `npm ci` then
// refuses the lock on every platform.
describe('package-lock.json', () => {
  it('holds every dependency of its packages, those for other platforms included', () => {
    const missing = locked.flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => placesOf(name, path).every((place) => lock.packages[place] === undefined))
        .map((name) => `${path} needs ${name}`),
    );

    expect(missing).toEqual([]);
  });

  it.each(['@swc/core', 'nx', 'esbuild', 'unrs-resolver', 'oxc-parser'])(
    'holds %s for Linux, macOS and Windows',
    (name) => {
      const native = Object.keys(lock.packages[`node_modules/${name}`]?.optionalDependencies ?? {});
      const systems = native.flatMap((each) => lock.packages[`node_modules/${each}`]?.os ?? []);

      expect(systems).toEqual(expect.arrayContaining(['linux', 'darwin', 'win32']));
    },
  );

  it('has a SHA-512 for everything that is downloaded', () => {
    const unchecked = installed.filter(
      ([, { link, integrity }]) => link !== true && !/^sha512-/.test(integrity ?? ''),
    );

    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('names no registry, so that npm uses the one that is configured', () => {
    const hosts = locked.filter(([, { resolved }]) => /:\/\//.test(resolved ?? ''));

    expect(hosts.map(([path]) => path)).toEqual([]);
  });
});

/** Where Node looks for a package: the node_modules of the importing folder and of those above it. */
function placesOf(name: string, path: string): readonly string[] {
  const folders = path.split('/');
  return folders
    .map((_, depth) => folders.slice(0, depth + 1).join('/'))
    .concat('')
    .filter((folder) => !folder.endsWith('node_modules'))
    .map((folder) => (folder === '' ? '' : `${folder}/`) + `node_modules/${name}`);
}
