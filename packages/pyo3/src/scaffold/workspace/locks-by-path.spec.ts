import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { logger, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { withLocks } from './locks-in-step.ts';

const onPosix = process.platform === 'win32' ? it.skip : it;
const { PATH } = process.env;

let workspace: string;
let warn: jest.SpiedFunction<typeof logger.warn>;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'pyo3-lock-files-'));
  warn = jest.spyOn(logger, 'warn').mockReturnValue();
});
afterEach(() => {
  process.env['PATH'] = PATH;
  warn.mockRestore();
  rmSync(workspace, { recursive: true, force: true });
});

/** A generator that changes both manifests of a workspace whose lock files exist. */
async function generate(): Promise<void> {
  const tree: Tree = createTreeWithEmptyWorkspace();
  tree.root = workspace;
  const generator = withLocks(() => {
    tree.write('Cargo.toml', '[workspace]\nmembers = ["x"]\n');
    tree.write('Cargo.lock', '');
    tree.write('pyproject.toml', '[tool.uv.workspace]\nmembers = []\n');
    tree.write('uv.lock', '');
    return Promise.resolve();
  });
  await (
    await generator(tree, {})
  )();
}

/** A program that leaves a file when it runs. */
function program(folder: string, name: string, leaves: string): void {
  mkdirSync(join(workspace, folder), { recursive: true });
  const file = join(workspace, folder, name);
  writeFileSync(file, `#!/bin/sh\necho "$@" > '${join(workspace, leaves)}'\n`);
  chmodSync(file, 0o755);
}

describe('bringing lock files in step', () => {
  onPosix('runs the cargo and the uv of the PATH, and none of the repository', async () => {
    for (const name of ['cargo', 'uv']) {
      program('tools', name, `ran-${name}`);
      program('node_modules/.bin', name, 'evil');
      program('.', name, 'evil');
    }
    const here = ['node_modules/.bin', '.', '', join(workspace, 'tools')];
    process.env['PATH'] = here.join(delimiter);
    await generate();
    const left = ['evil', 'ran-cargo', 'ran-uv'].filter((name) =>
      existsSync(join(workspace, name)),
    );
    expect(left).toEqual(['ran-cargo', 'ran-uv']);
    expect(warn).not.toHaveBeenCalled();
  });

  onPosix('says what to type where the tool is only in the repository', async () => {
    program('node_modules/.bin', 'cargo', 'evil');
    program('.', 'cargo', 'evil');
    process.env['PATH'] = ['node_modules/.bin', '.'].join(delimiter);
    await generate();
    expect(existsSync(join(workspace, 'evil'))).toBe(false);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('→ cargo update --workspace'));
  });
});
