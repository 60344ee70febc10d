import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildingSession, fakeSession } from '../testing/fake-session.ts';
import type { Command } from '../process/command.ts';
import { pythonProject, setuptoolsRustProject } from '../testing/projects.ts';
import { buildWheel } from './build-wheel.ts';

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

  describe('by setuptools-rust', () => {
    const built: { command: Command; settings: string }[] = [];
    const session = () =>
      fakeSession({
        workspaceRoot,
        project: setuptoolsRustProject,
        run: (command) => {
          const settings = readFileSync(String(command.env['DIST_EXTRA_CONFIG']), 'utf8');
          built.push({ command, settings });
          writeFileSync(join(dist, 'a-1-cp311-cp311-linux_x86_64.whl'), '');
          return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
        },
      });
    beforeEach(() => {
      built.length = 0;
    });

    it('packs nothing of earlier builds, and dates nothing by the clock', async () => {
      expect(await buildWheel(session(), {})).toBe(true);
      const [{ command, settings } = { command: undefined, settings: '' }] = built;
      expect(command?.args).toEqual(['build', '--wheel', '--python', python, '--out-dir', dist]);
      expect(command?.env['SOURCE_DATE_EPOCH']).toBe('315532800');
      const [, folder = ''] = /^\[build\]\nbuild_base = (.+)\n$/.exec(settings) ?? [];
      expect(folder).not.toBe('');
      expect(existsSync(join(folder, '..'))).toBe(false);
    });

    it('has the profile and the target that are asked for', async () => {
      await buildWheel(session(), { profile: 'dev', target: 'aarch64-unknown-linux-gnu' });
      expect(built[0]?.command.env).toMatchObject({
        SETUPTOOLS_RUST_CARGO_PROFILE: 'dev',
        CARGO_BUILD_TARGET: 'aarch64-unknown-linux-gnu',
      });
      await buildWheel(session(), { profile: 'release', features: [], strip: false });
      expect(Object.keys(built[1]?.command.env ?? {})).not.toContain(
        'SETUPTOOLS_RUST_CARGO_PROFILE',
      );
    });

    it.each([
      [{ compatibility: 'manylinux_2_28' }, 'compatibility'],
      [{ features: ['fast'] }, 'features'],
      [{ zig: true }, 'zig'],
    ])('refuses %j, before anything is removed', async (options, name) => {
      writeFileSync(join(dist, 'a-0.1-py3-none-any.whl'), '');
      await expect(buildWheel(session(), options)).rejects.toThrow(
        `a:target has the option \`${name}\`, and setuptools-rust, which builds the wheel, has none for it.`,
      );
      expect(readdirSync(dist)).toEqual(['a-0.1-py3-none-any.whl']);
    });
  });

  it('writes where `out` says', async () => {
    await buildWheel(fakeSession({ workspaceRoot }), { out: 'wheels/{projectRoot}' });
    expect(existsSync(join(workspaceRoot, 'wheels/libs/a'))).toBe(true);
  });
});
