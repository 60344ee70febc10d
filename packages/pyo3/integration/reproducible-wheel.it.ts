import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { libraryGenerator } from '../src/generators/library/generator.ts';
import { writeTree } from './constructs/libraries.ts';
import { onlyFile } from './testing/archive.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import {
  makeEnvironment,
  makeWorkspace,
  workspaceOf,
  type Workspace,
} from './testing/workspace.ts';

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

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
      wheels.push({ name: basename(file), digest: await digestOf(file) });
    }
    expect(wheels[1]).toEqual(wheels[0]);
  });
});

describeWithTools('the wheel and the sdist of a generated library', () => {
  let workspace: Workspace;
  const library = 'libs/apple';
  const bytecode = `${library}/python/apple/__pycache__`;

  beforeAll(async () => {
    workspace = await workspaceOf('generated-wheel', async (root) => {
      const tree = createTreeWithEmptyWorkspace();
      await libraryGenerator(tree, { directory: library, skipFormat: true });
      writeTree(tree, root);
      await execa('git', ['init', '--quiet'], { cwd: root });
      await execa('git', ['add', '--all'], { cwd: root });
    });
    await makeEnvironment(workspace.path('.venv'));
  });

  async function built(): Promise<{
    readonly digests: readonly string[];
    readonly output: string;
  }> {
    const targets = ['run-many', '--targets=build,sdist', '--skip-nx-cache'];
    const { exitCode, output } = await workspace.nx([...targets, '--outputStyle=stream']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const dist = workspace.path(`${library}/dist`);
    const files = [await onlyFile(dist, '.whl'), await onlyFile(dist, '.tar.gz')];
    return { digests: await Promise.all(files.map(digestOf)), output };
  }

  it('have the same bytes before and after tests, types and lint', async () => {
    const before = await built();
    const checks = ['run-many', '--targets=test,typecheck,lint,format-check,develop'];
    // Set on many machines that run tests, and not on those where people work.
    const { exitCode, output } = await workspace.nx(checks, { PYTHONDONTWRITEBYTECODE: undefined });
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(existsSync(workspace.path(bytecode))).toBe(true);
    const after = await built();
    expect(after.digests).toEqual(before.digests);
    expect(after.output).not.toContain('[wheel-invalid]');
  });

  it('contain bytecode without its setting, which a warning says', async () => {
    await workspace.replace(`${library}/pyproject.toml`, 'exclude = ["**/__pycache__/**"]\n', '');
    const { output } = await built();
    expect(output).toMatch(
      /libs\/apple\/dist\/apple-\S+\.whl contains apple\/__pycache__\/\S+\.pyc.*\[wheel-invalid\]/,
    );
    expect(output).toContain('Add `exclude = ["**/__pycache__/**"]` to [tool.maturin]');
  });
});
