import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { withReadableErrors } from './readable-errors.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'pyo3-generator-'));
  mkdirSync(join(base, 'ws', 'libs'), { recursive: true });
  mkdirSync(join(base, 'outside'));
  symlinkSync(join(base, 'outside'), join(base, 'ws', 'libs', 'link'));
});
afterEach(() => rmSync(base, { recursive: true }));

function write(path: string): Promise<unknown> {
  // The tree of tests has no folder on disk.
  const tree = Object.assign(createTreeWithEmptyWorkspace(), { root: join(base, 'ws') });
  const generator = withReadableErrors((into: Tree) => {
    into.write(path, '');
    return Promise.resolve();
  });
  return generator(tree, {});
}

describe('a generator', () => {
  it('writes inside the workspace', async () => {
    await expect(write('libs/new/src/lib.rs')).resolves.toBeUndefined();
  });

  it('writes nothing through a link that leads out of it', async () => {
    await expect(write('libs/link/new/src/lib.rs')).rejects.toThrow(/path-invalid|must be inside/);
  });
});
