import { logger, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locksOfChanges, withLocks } from './locks-in-step.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});
const crate = (name: string) => `[package]\nname = "${name}"\nversion = "1.0.0"\n`;
const commands = () => locksOfChanges(tree).map(({ tool, args }) => [tool, ...args].join(' '));

describe('the lock files that a generator makes outdated', () => {
  it('are those of the workspace around a crate', () => {
    tree.write('rust/Cargo.toml', '[workspace]\nmembers = ["crates/*"]\n');
    tree.write('rust/Cargo.lock', '');
    tree.write('rust/crates/x/Cargo.toml', crate('x'));
    expect(commands()).toEqual(['cargo update --workspace --manifest-path=rust/Cargo.toml']);
  });

  it('are those of the uv workspace around a project', () => {
    tree.write('pyproject.toml', '[tool.uv.workspace]\nmembers = ["libs/*"]\n');
    tree.write('uv.lock', '');
    tree.write('libs/x/pyproject.toml', '[project]\nname = "x"\n');
    expect(commands()).toEqual(['uv lock']);
  });

  it('are made for workspaces that begin with it', () => {
    tree.write('Cargo.toml', '[workspace]\nmembers = ["libs/x"]\n');
    tree.write('libs/x/Cargo.toml', crate('x'));
    tree.write('pyproject.toml', '[tool.uv.workspace]\nmembers = []\n');
    expect(commands()).toEqual(['cargo generate-lockfile', 'uv lock']);
  });

  it('are not made where Git ignores them, nor for a workspace without crates', () => {
    tree.write('Cargo.toml', '[workspace]\nmembers = []\n');
    expect(commands()).toEqual([]);
    tree.write('Cargo.toml', '[workspace]\nmembers = ["x"]\n');
    tree.write('.gitignore', 'Cargo.lock\n');
    expect(commands()).toEqual([]);
  });

  it('are not made for a repository that has crates and no lock file', () => {
    const root = mkdtempSync(join(tmpdir(), 'locks-'));
    try {
      writeFileSync(join(root, 'Cargo.toml'), crate('app'));
      tree.root = root;
      tree.write('Cargo.toml', `${crate('app')}[workspace]\n`);
      expect(commands()).toEqual([]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('a generator that leaves lock files in step', () => {
  const saidBy = async (exitCode: number) => {
    tree.write('Cargo.toml', '[workspace]\nmembers = ["x"]\n');
    tree.write('Cargo.lock', '');
    const lines: string[] = [];
    const note = (line: unknown) => void lines.push(String(line));
    const spies = [
      jest.spyOn(logger, 'info').mockImplementation(note),
      jest.spyOn(logger, 'warn').mockImplementation(note),
    ];
    const generator = withLocks(
      () => Promise.resolve(() => void lines.push('next')),
      ({ program, args }) => {
        lines.push([program, ...args].join(' '));
        return Promise.resolve({ exitCode, stdout: '', stderr: '' });
      },
      (tool) => `/bin/${tool}`,
    );
    await (
      await generator(tree, {})
    )();
    for (const spy of spies) spy.mockRestore();
    return lines;
  };

  it('updates them first, and ends with what to type next', async () => {
    expect(await saidBy(0)).toEqual(['/bin/cargo update --workspace --quiet', 'next']);
  });

  it('says what to run in its last line where that fails', async () => {
    expect((await saidBy(1)).at(-1)).toBe(
      'Cargo.lock does not agree with the manifests yet. [lock-outdated]\n  → cargo update --workspace',
    );
  });
});
