import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildingSession, fakeSession } from '../testing/fake-session.ts';
import { pythonProject } from '../testing/projects.ts';
import { buildWheel } from './executor.ts';

const python = '/ws/.venv/bin/python';

describe('the build of a wheel', () => {
  let workspaceRoot: string;
  let dist: string;
  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'build-'));
    dist = join(workspaceRoot, 'libs/a/dist');
    mkdirSync(dist, { recursive: true });
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  it('makes a release wheel, replaces older ones of the project and says the tag', async () => {
    for (const file of ['a-0.0.1-py3-none-any.whl', 'b-1.0-py3-none-any.whl', 'a-0.0.1.tar.gz']) {
      writeFileSync(join(dist, file), '');
    }
    const session = buildingSession(
      workspaceRoot,
      'libs/a/dist/a-0.1.0-cp39-abi3-linux_x86_64.whl',
    );
    expect(await buildWheel(session, {})).toBe(true);
    expect(session.ran).toEqual([
      `maturin build --out ${dist} --interpreter ${python} --profile release`,
    ]);
    expect(readdirSync(dist)).toEqual([
      'a-0.0.1.tar.gz',
      'a-0.1.0-cp39-abi3-linux_x86_64.whl',
      'b-1.0-py3-none-any.whl',
    ]);
    expect(session.printed).toEqual([
      'libs/a/dist/a-0.1.0-cp39-abi3-linux_x86_64.whl  (tag cp39-abi3-linux_x86_64)',
    ]);
  });

  it('leaves no older wheel when it fails', async () => {
    writeFileSync(join(dist, 'a-0.0.1-py3-none-any.whl'), '');
    const session = fakeSession({ workspaceRoot, results: { maturin: { exitCode: 1 } } });
    expect(await buildWheel(session, {})).toBe(false);
    expect(readdirSync(dist)).toEqual([]);
  });

  it('fails when the tool succeeds and makes nothing', async () => {
    expect(await buildWheel(fakeSession({ workspaceRoot }), {})).toBe(false);
  });

  it('of a Python project is done by its own backend', async () => {
    const session = buildingSession(workspaceRoot, 'libs/a/dist/a-1-py3-none-any.whl', {
      project: pythonProject,
    });
    expect(await buildWheel(session, { out: '{projectRoot}/dist' })).toBe(true);
    expect(session.ran).toEqual([`uv build --wheel --python ${python} --out-dir ${dist}`]);
  });

  it('writes where `out` says', async () => {
    await buildWheel(fakeSession({ workspaceRoot }), { out: 'wheels/{projectRoot}' });
    expect(existsSync(join(workspaceRoot, 'wheels/libs/a'))).toBe(true);
  });
});
