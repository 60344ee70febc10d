import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, it } from '@jest/globals';
import { onlyFile } from './testing/archive.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeWorkspace } from './testing/workspace.ts';

describeWithTools('the wheel of a project in two clones at different paths', () => {
  // With [tool.maturin.sbom] rust = false, as generated libraries have it: maturin has no such option.
  it('has the same bytes', async () => {
    const wheels = [];
    for (const name of ['clone', 'another-clone-with-a-longer-path']) {
      const clone = await makeWorkspace('rooted', {
        name,
        // Nothing is shared, neither cargo's output nor Nx's cache.
        variables: { CARGO_TARGET_DIR: undefined },
      });
      const { exitCode, output } = await clone.nx(['run', 'rooted:build']);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      const file = await onlyFile(clone.path('dist'), '.whl');
      const digest = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      wheels.push({ name: basename(file), digest });
    }
    expect(wheels[1]).toEqual(wheels[0]);
  });
});
