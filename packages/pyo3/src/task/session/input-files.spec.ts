import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutorContext } from '@nx/devkit';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListedPlaces } from '../../observe/hashed-inputs.ts';
import { openSession } from './open-session.ts';
import type { TaskSession } from './task-session.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-inputs-'));
  for (const name of ['a', 'b']) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'Cargo.toml'), `[package]\nname = "${name}"\n[workspace]\n`);
  }
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A task of a project that has its own files and those of `b` in its key. */
function open(project: string, listed?: ListedPlaces): TaskSession {
  const targets = { lint: { cache: true, inputs: ['default', '{workspaceRoot}/b/**/*'] } };
  const nodes = Object.fromEntries(
    ['a', 'b'].map((name) => [name, { name, type: 'lib', data: { root: name, targets } }]),
  );
  const context = {
    root,
    projectName: project,
    targetName: 'lint',
    projectsConfigurations: { projects: { a: { root: 'a' }, b: { root: 'b' } } },
    projectGraph: { nodes, dependencies: {} },
  } as unknown as ExecutorContext;
  const schema = new URL('../../executors/lint/schema.json', import.meta.url);
  return openSession({ options: {}, context, schema, ...(listed && { listed }) });
}

describe('the input files of a task', () => {
  it('are listed once: those before it are looked at again after it, and no new ones', async () => {
    const session = open('a');
    expect([...(await session.inputFiles())].sort()).toEqual(['a/Cargo.toml', 'b/Cargo.toml']);
    writeFileSync(join(root, 'a/new.rs'), '');
    expect([...(await session.inputFiles())].sort()).toEqual(['a/Cargo.toml', 'b/Cargo.toml']);
    expect(await open('a').inputFiles()).toContain('a/new.rs');
  });

  it('are listed once for the tasks of a batch that have a folder in common', async () => {
    const listed: ListedPlaces = new Map();
    await open('a', listed).inputFiles();
    writeFileSync(join(root, 'b/new.rs'), '');
    expect(await open('b', listed).inputFiles()).toEqual(['b/Cargo.toml']);
  });
});
