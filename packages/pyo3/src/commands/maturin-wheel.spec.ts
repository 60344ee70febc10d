import { describe, expect, it } from '@jest/globals';
import { parseAtom } from '../project/matrix/wheel-matrix.ts';
import { maturinWheel, type MaturinWheelRun } from './maturin-wheel.ts';

function commandOf(tag: string, changes: Partial<MaturinWheelRun> = {}) {
  const atom = parseAtom(tag);
  if (atom === undefined) throw new Error(tag);
  return maturinWheel({
    tool: { name: 'maturin', program: '/bin/maturin', args: [], origin: 'path' },
    cwd: '/ws/libs/a',
    env: { PYO3_CONFIG_FILE: '/x', PYO3_PYTHON: '/y', CARGO_HOME: '/c', PATH: '/bin' },
    ...{ atom, selection: {}, isZig: false, out: '/o', targetFolder: '/t', workspaceRoot: '/ws' },
    args: [],
    ...changes,
  });
}

// As facts of maturin 1.16 have them, each of which was run.
describe('the command of a wheel', () => {
  it.each([
    [
      'cp312-manylinux_2_17_x86_64',
      '--interpreter 3.12 --profile release --target x86_64-unknown-linux-gnu --compatibility manylinux_2_17',
    ],
    [
      'cp314t-musllinux_1_2_aarch64',
      '--interpreter 3.14t --profile release --target aarch64-unknown-linux-musl --compatibility musllinux_1_2',
    ],
    [
      'cp39-abi3-macosx_universal2',
      '--interpreter 3.9 --profile release --target universal2-apple-darwin',
    ],
    ['pp311-win_amd64', '--interpreter pypy3.11 --profile release --target x86_64-pc-windows-msvc'],
    [
      'py3-none-linux_x86_64',
      '--profile release --target x86_64-unknown-linux-gnu --compatibility linux',
    ],
  ])('%s', (tag, expected) => {
    expect(commandOf(tag).args.join(' ')).toBe(`build --out /o --target-dir /t ${expected}`);
  });

  it('has zig, features and what the user gives', () => {
    const { args } = commandOf('cp312-manylinux_2_17_x86_64', {
      isZig: true,
      strip: true,
      selection: { features: ['fast'], profile: 'dist' },
      args: ['--locked'],
    });
    expect(args.join(' ')).toContain('--profile dist --features fast');
    expect(args.slice(-3)).toEqual(['--strip=true', '--zig', '--locked']);
  });

  it('tells pyo3 nothing of the Python of the environment', () => {
    expect(Object.keys(commandOf('cp312-win_amd64').env)).not.toContain('PYO3_CONFIG_FILE');
    expect(Object.keys(commandOf('cp312-win_amd64').env)).not.toContain('PYO3_PYTHON');
  });

  it('leaves paths of this machine out, beside the flags of the user', () => {
    const { env } = commandOf('cp312-win_amd64');
    expect(env['CARGO_BUILD_RUSTFLAGS']).toContain('--remap-path-prefix=/c=/cargo');
    const flags = commandOf('cp312-win_amd64', { env: { RUSTFLAGS: '-Ctarget-cpu=native' } }).env;
    expect(flags['RUSTFLAGS']).toMatch(/^-Ctarget-cpu=native --remap-path-prefix=/);
    const encoded = commandOf('cp312-win_amd64', {
      env: { CARGO_ENCODED_RUSTFLAGS: '-Ca\u001f-Cb' },
      workspaceRoot: '/with space',
    }).env['CARGO_ENCODED_RUSTFLAGS'];
    expect(encoded?.split('\u001f')).toEqual(
      expect.arrayContaining(['-Ca', '-Cb', '--remap-path-prefix=/with space=.']),
    );
  });

  it('has a version of macOS where the tag has one', () => {
    const { env } = commandOf('cp312-macosx_11_0_arm64');
    expect(env['MACOSX_DEPLOYMENT_TARGET']).toBe('11.0');
  });
});
