import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject, pythonProject } from '../testing/projects.ts';
import { develop } from './develop.ts';

const maturin =
  'maturin develop --uv --profile dev-ext --config profile.dev-ext.inherits="dev" --config profile.dev-ext.debug=0 --config profile.dev-ext.strip="debuginfo"';

describe('develop of an extension', () => {
  let workspaceRoot: string;
  let folder: string;
  const place = (name: string, seconds: number) => {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), seconds, seconds);
  };

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'develop-'));
    folder = join(workspaceRoot, 'libs/a/python/a');
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  it('is maturin develop, alone in the environment', async () => {
    const session = fakeSession({ workspaceRoot });
    expect(await develop(session, {})).toBe(true);
    expect(session.ran).toEqual(['[install', maturin, ']']);
  });

  it('uses pip where there is no uv', async () => {
    const uv = await fakeSession().installer();
    const installer = () => Promise.resolve({ ...uv, installer: 'pip' } as const);
    const session = fakeSession({ workspaceRoot, installer });
    await develop(session, { profile: 'release' });
    expect(session.ran[1]).toBe('maturin develop --profile release');
  });

  it('removes a build that Python would load instead, and says so', async () => {
    place('_a.cpython-311-x86_64-linux-gnu.so', 1);
    place('_a.abi3.so', 2);
    const session = fakeSession({ workspaceRoot });
    expect(await develop(session, {})).toBe(true);
    expect(readdirSync(folder)).toEqual(['_a.abi3.so']);
    expect(session.printed).toEqual([
      'removed libs/a/python/a/_a.cpython-311-x86_64-linux-gnu.so: an earlier build that Python would load instead of this one',
    ]);
  });

  it('leaves what git tracks, and warns', async () => {
    place('_a.so', 1);
    place('_a.abi3.so', 2);
    const session = fakeSession({ workspaceRoot, isTracked: () => Promise.resolve(true) });
    await develop(session, {});
    expect(readdirSync(folder)).toEqual(['_a.abi3.so', '_a.so']);
    expect(session.printed[0]).toContain('It is tracked by git: git rm libs/a/python/a/_a.so');
  });

  it('fails when maturin fails, and removes nothing', async () => {
    place('_a.so', 1);
    place('_a.abi3.so', 2);
    const session = fakeSession({ workspaceRoot, results: { maturin: { exitCode: 1 } } });
    expect(await develop(session, {})).toBe(false);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('fails when maturin only warns that the module cannot be imported', async () => {
    const stderr = "Warning: Couldn't find the symbol `PyInit__a` in the native library";
    const session = fakeSession({ workspaceRoot, results: { maturin: { stderr } } });
    await expect(develop(session, {})).rejects.toThrow('does not define PyInit__a');
  });
});

describe('develop of other projects', () => {
  it.each([
    [crateProject, 'is a crate only'],
    [{ ...pythonProject, virtual: true }, 'has no [build-system]'],
  ])('is refused where nothing can be installed (%#)', async (project, what) => {
    await expect(develop(fakeSession({ project }), {})).rejects.toThrow(
      `a:target cannot run: the project in libs/a ${what}.`,
    );
  });
});
