import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildingSession, fakeSession } from '../testing/fake-session.ts';
import { setuptoolsRustProject } from '../testing/projects.ts';
import { listWheels } from './list-wheels.ts';
import { buildMatrixWheel } from './matrix-wheel.ts';

// A platform that no machine of ours is, and pure Python, which each can build.
const foreign = process.platform === 'win32' ? 'cp312-macosx_arm64' : 'cp312-win_amd64';

describe('a wheel of the matrix', () => {
  let workspaceRoot: string;
  let folder: string;
  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'wheel-'));
    folder = join(workspaceRoot, 'libs/a/dist/wheels', foreign);
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  it('is skipped with the reason where it cannot be built, and an older one is removed', async () => {
    writeFileSync(join(folder, 'a-0.0.1-cp312-cp312-win_amd64.whl'), '');
    const session = fakeSession({ workspaceRoot });
    expect(await buildMatrixWheel(session, { tag: foreign })).toBe(true);
    expect(session.ran).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    expect(session.printed.join()).toContain(
      `skipped ${foreign}: this machine cannot build it. It is not`,
    );
  });

  it('is an error instead where it is required', async () => {
    await expect(
      buildMatrixWheel(fakeSession({ workspaceRoot }), { tag: foreign, require: true }),
    ).rejects.toMatchObject({ code: 'wheel-missing' });
  });

  it('must have the tag that was asked for', async () => {
    const native = process.platform === 'linux' && process.arch === 'x64';
    if (!native) return; // Only there the tag below is of this machine.
    const tag = 'cp312-linux_x86_64';
    const made = (name: string) =>
      buildingSession(workspaceRoot, `libs/a/dist/wheels/${tag}/${name}`);
    expect(await buildMatrixWheel(made('a-1-cp312-cp312-linux_x86_64.whl'), { tag })).toBe(true);
    await expect(
      buildMatrixWheel(made('a-1-cp39-abi3-linux_x86_64.whl'), { tag }),
    ).rejects.toMatchObject({ code: 'wheel-invalid' });
  });

  it.each(['', 'cp312', '../x'])('cannot be %j', async (tag) => {
    await expect(buildMatrixWheel(fakeSession({ workspaceRoot }), { tag })).rejects.toMatchObject({
      code: 'option-invalid',
    });
  });

  it('is not built by setuptools-rust, which builds for its own Python', async () => {
    const session = fakeSession({ workspaceRoot, project: setuptoolsRustProject });
    await expect(buildMatrixWheel(session, { tag: foreign })).rejects.toThrow(/cannot run/);
  });

  it('is listed, or the reason why it is not there', async () => {
    const built = 'cp311-linux_x86_64';
    mkdirSync(join(workspaceRoot, 'libs/a/dist/wheels', built));
    writeFileSync(join(workspaceRoot, 'libs/a/dist/wheels', built, 'a-1.whl'), '');
    const session = fakeSession({ workspaceRoot });
    const tags = [built, foreign];
    expect(await listWheels(session, { tags })).toBe(true);
    expect(session.printed[0]).toBe(`libs/a/dist/wheels/${built}/a-1.whl`);
    expect(session.printed[1]).toContain(`skipped ${foreign}: It is not`);
    expect(session.printed[2]).toBe('1 wheel of 2 in libs/a/dist/wheels');
    expect(() => listWheels(session, { tags, complete: true })).toThrow(
      `a has no wheel ${foreign} in libs/a/dist/wheels.`,
    );
    expect(await listWheels(session, { tags: [built], complete: true })).toBe(true);
  });
});
