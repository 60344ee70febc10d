import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { readCrate } from '../../project/crate/crate.ts';
import { manifestsOf } from '../../project/folder/manifests.ts';
import type { Crate } from '../../project/folder/pyo3-project.ts';
import { crate } from '../../testing/written-repository.ts';
import { missingLocks } from './missing-lock.ts';

type Files = Readonly<Record<string, string>>;

function cratesIn(files: Files, ...folders: readonly string[]): readonly Crate[] {
  const manifests = manifestsOf(memoryReader(files));
  return folders.flatMap((folder) => {
    const manifest = manifests.cargo(folder);
    return manifest === undefined ? [] : [readCrate(folder, manifest, manifests)];
  });
}

/** A workspace of its own for each test: what was said once is not said again. */
const workspace = (folder: string): Files => ({
  [`${folder}/Cargo.toml`]: '[workspace]\nmembers = ["a", "b"]\n',
  [`${folder}/a/Cargo.toml`]: crate('a'),
  [`${folder}/b/Cargo.toml`]: crate('b'),
});

describe('a missing Cargo.lock', () => {
  it('is reported once, for all crates of its workspace', () => {
    const files = workspace('once');
    const crates = cratesIn(files, 'once/a', 'once/b');
    expect(missingLocks(crates, memoryReader(files))).toEqual([
      {
        code: 'lock-missing',
        message:
          'once/Cargo.lock does not exist, so the cache key does not contain the versions of crates.',
        hint: 'Commit the once/Cargo.lock that cargo writes now.',
      },
    ]);
    expect(missingLocks(crates, memoryReader(files))).toEqual([]);
  });

  it('that Git ignores is not to be committed as it is', () => {
    const files = { ...workspace('ignored'), '.gitignore': '/target\n**/Cargo.lock\n' };
    const [said] = missingLocks(cratesIn(files, 'ignored/a'), memoryReader(files));
    expect(said?.message).toContain('ignored/Cargo.lock does not exist and Git ignores it');
    expect(said?.hint).toContain('remove ignored/Cargo.lock from .gitignore');
  });

  it('is not reported where there is one', () => {
    const files = { ...workspace('there'), 'there/Cargo.lock': 'version = 4\n' };
    expect(missingLocks(cratesIn(files, 'there/a'), memoryReader(files))).toEqual([]);
  });
});
