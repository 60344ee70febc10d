import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { askIn } from '../process/ask.ts';
import type { FingerprintQuestion } from './command.ts';
import { fingerprint } from './fingerprint.ts';
import { interpreterFixture } from '../testing/environments.ts';
import { environmentPython } from '../environment/virtual-environment.ts';

const suffix = process.platform === 'win32' ? '.EXE' : '';
let root: string;
let asked: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-fingerprint-'));
  asked = [];
  write(`bin/rustc${suffix}`, 'v1');
  // Files that have just changed prove nothing.
  const ahead = Date.now() + 10_000;
  jest.spyOn(Date, 'now').mockImplementation(() => ahead);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), 0o755);
}

function makeVenv(folder: string, version: string): void {
  write(environmentPython(folder), version);
  write(join(folder, 'pyvenv.cfg'), version);
}

function take(
  env: Record<string, string> = {},
  version: [number, number, number] = [3, 11, 7],
  scope: FingerprintQuestion['scope'] = 'task',
  interpreter?: string,
) {
  const paths = { PATH: join(root, 'bin'), PATHEXT: '.EXE', CARGO_HOME: root, RUSTUP_HOME: root };
  const question = { scope, ...(interpreter === undefined ? {} : { interpreter }) };
  const text = fingerprint(root, { ...paths, ...env }, question, (program, args) => {
    asked.push([program, ...args].join(' '));
    if (args.includes('-vV')) return 'rustc 1.95.0\n';
    if (args.includes('--version')) return 'maturin 1.16.0\n';
    return args.includes('-c') ? JSON.stringify(interpreterFixture({ version })) : undefined;
  });
  expect(text).not.toContain(root);
  return JSON.parse(text) as Record<string, unknown>;
}

describe('the fingerprint', () => {
  it('is JSON with sorted keys', () => {
    const text = fingerprint(root, { RUSTFLAGS: '', PATH: '' }, { scope: 'task' }, () => undefined);
    const names = [...text.matchAll(/"(\w+)":/g)].map(([, name]) => name);
    expect(names.slice(0, 3)).toEqual(['cargoConfig', 'envFiles', 'executables']);
    expect(text).not.toMatch(/\s/);
  });

  it('says `null` of what is missing', () => {
    rmSync(join(root, 'bin'), { recursive: true });
    expect(take()).toMatchObject({ rustc: null, cargoConfig: null });
    expect(take({}, undefined, 'distribution')).toMatchObject({ maturin: null });
  });

  it('tells maturin’s version of wheels and sdists only: nothing else has a byte of it', () => {
    write(`bin/maturin${suffix}`, 'v1');
    expect(take({}, undefined, 'distribution')['maturin']).toBe('maturin 1.16.0');
    expect(take()).not.toHaveProperty('maturin');
  });

  it('tells the version of a maturin that is still to be installed, where that is known', () => {
    const text = fingerprint(
      root,
      { PATH: '' },
      { scope: 'distribution' },
      () => undefined,
      'maturin 1.9.4',
    );
    expect(JSON.parse(text)).toMatchObject({ maturin: 'maturin 1.9.4' });
  });

  it('tells the ABI of the Python, but neither its patch level nor its place', () => {
    makeVenv('.venv', 'a');
    const python = take()['python'];
    expect(python).toEqual({
      implementation: 'cpython',
      version: [3, 11],
      abiFlags: '',
      pointerWidth: 64,
      extSuffix: '.cpython-311-x86_64-linux-gnu.so',
    });
    makeVenv('.venv', 'another patch level');
    expect(take({}, [3, 11, 9])['python']).toEqual(python);
  });

  it('asks no program twice while what it depends on is unchanged', () => {
    makeVenv('.venv', 'a');
    take();
    asked = [];
    take();
    expect(asked).toEqual([]);
  });

  it('asks again for another Python, toolchain or toolchain file', () => {
    makeVenv('.venv', 'a');
    take();
    makeVenv('.venv', 'another one');
    expect(take({}, [3, 12, 1])['python']).toMatchObject({ version: [3, 12] });
    for (const change of [`bin/rustc${suffix}`, 'rust-toolchain.toml', 'settings.toml']) {
      asked = [];
      write(change, 'another content');
      take();
      expect(asked.join()).toContain('-vV');
    }
    asked = [];
    take({ RUSTUP_TOOLCHAIN: 'nightly' });
    expect(asked.join()).toContain('-vV');
  });

  it("asks a version manager's shim each time", () => {
    rmSync(join(root, 'bin'), { recursive: true });
    write(`shims/rustc${suffix}`);
    take({ PATH: join(root, 'shims') });
    asked = [];
    take({ PATH: join(root, 'shims') });
    expect(asked.join()).toContain('-vV');
  });

  it('holds variables that decide results, as digests', () => {
    const variables = take({ RUSTFLAGS: '-C target-cpu=native', CARGO_PROFILE_DEV_DEBUG: '0' });
    expect(Object.keys(variables['variables'] as object).sort()).toEqual([
      'CARGO_PROFILE_DEV_DEBUG',
      'RUSTFLAGS',
    ]);
    expect(JSON.stringify(variables)).not.toContain('target-cpu');
    expect(take({ RUSTFLAGS: '-C target-cpu=native' })).not.toEqual(take({ RUSTFLAGS: '-g' }));
  });

  it('leaves out folders, secrets and what no child sees', () => {
    const env = { CARGO_TARGET_DIR: '/x', MATURIN_PYPI_TOKEN: 's', PYTHONPATH: '/y', HOME: '/z' };
    expect(take(env)).toEqual(take());
  });

  it('reads PYO3_CONFIG_FILE for its content and not its path', () => {
    write('one.txt', 'version=3.11');
    write('two.txt', 'version=3.11');
    const one = take({ PYO3_CONFIG_FILE: join(root, 'one.txt') });
    expect(take({ PYO3_CONFIG_FILE: join(root, 'two.txt') })).toEqual(one);
    write('two.txt', 'version=3.12');
    expect(take({ PYO3_CONFIG_FILE: join(root, 'two.txt') })).not.toEqual(one);
  });

  it.each([
    ...[
      'CPATH',
      'LIBRARY_PATH',
      'MYPYPATH',
      'SETUPTOOLS_RUST_CARGO_PROFILE',
      'HATCH_BUILD_NO_HOOKS',
    ],
    ...['SETUPTOOLS_SCM_PRETEND_VERSION', 'PDM_BUILD_SCM_VERSION', 'UV_EXCLUDE_NEWER'],
  ])('holds %s', (name) => {
    expect(take({ [name]: 'x' })).not.toEqual(take({ [name]: 'y' }));
  });

  it.each(['UV_CACHE_DIR', 'UV_INDEX_MIRROR_PASSWORD', 'HATCH_BUILD_LOCATION'])(
    'does not hold %s, which decides no result',
    (name) => {
      expect(take({ [name]: 'x' })).toEqual(take());
    },
  );

  it('reads the settings of clippy that CLIPPY_CONF_DIR names', () => {
    write('conf/clippy.toml', 'msrv = "1.80"');
    const before = take({ CLIPPY_CONF_DIR: join(root, 'conf') });
    write('conf/clippy.toml', 'msrv = "1.81"');
    expect(take({ CLIPPY_CONF_DIR: join(root, 'conf') })).not.toEqual(before);
  });

  it('holds what the configuration of cargo includes, in CARGO_HOME and above the workspace', () => {
    write('config.toml', 'include = ["extra.toml", { path = "none.toml", optional = true }]');
    write('extra.toml', '[env]\nA = "1"');
    const before = take();
    write('extra.toml', '[env]\nA = "2"');
    const after = take();
    expect(after['cargoConfig']).not.toBe(before['cargoConfig']);
    const below = { PATH: '', CARGO_HOME: join(root, 'none') };
    const inside = () =>
      JSON.parse(
        fingerprint(join(root, 'ws'), below, { scope: 'task' }, () => undefined),
      ) as Record<string, unknown>;
    expect(inside()['cargoConfig']).toBeNull();
    write('.cargo/config.toml', '[build]');
    expect(inside()['cargoConfig']).toEqual(expect.any(String));
  });

  it('holds the settings of tools above the workspace', () => {
    const inside = () =>
      JSON.parse(
        fingerprint(join(root, 'ws'), { PATH: '' }, { scope: 'task' }, () => undefined),
      ) as Record<string, unknown>;
    const before = inside();
    write('ruff.toml', 'line-length = 99');
    expect(inside()['settingsAbove']).not.toBe(before['settingsAbove']);
  });

  it("holds the user's settings for ruff and mypy where the repository has none", () => {
    const env = { PATH: '', XDG_CONFIG_HOME: join(root, 'config') };
    const inside = () =>
      JSON.parse(fingerprint(join(root, 'ws'), env, { scope: 'task' }, () => undefined)) as Record<
        string,
        unknown
      >;
    const before = inside();
    write('config/ruff/ruff.toml', 'line-length = 99');
    const after = inside();
    expect(after['settingsAbove']).not.toBe(before['settingsAbove']);
    write('ws/ruff.toml', '');
    const own = inside();
    write('config/ruff/ruff.toml', 'line-length = 88');
    expect(inside()['settingsAbove']).toBe(own['settingsAbove']);
    write('config/mypy/config', '[mypy]');
    expect(inside()['settingsAbove']).not.toBe(own['settingsAbove']);
  });

  it("adds projects' own environments where their ABI differs", () => {
    makeVenv('.venv', 'a');
    makeVenv('libs/same/.venv', 'a');
    write(
      '.nx/workspace-data/pyo3/projects.json',
      '["libs/same","libs/none","libs/new",".","libs/bad"]',
    );
    write('libs/bad/.venv/nothing');
    take();
    makeVenv('libs/new/.venv', 'b');
    expect(take({}, [3, 13, 0])['pythonOfProjects']).toMatchObject({
      'libs/new': { version: [3, 13] },
      'libs/bad': null,
    });
    expect(take()['pythonOfProjects']).not.toHaveProperty('libs/same');
  });

  it('is private to the checkout while it is not known which Python will be used', () => {
    expect(take()['python']).toEqual({ unknown: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });

  it('survives a cache that was cut off', () => {
    take();
    write('.nx/workspace-data/pyo3/fingerprint.json', '{"rustc":');
    expect(take()).toMatchObject({ rustc: 'rustc 1.95.0' });
  });
});

describe('the fingerprint for a target with the option `interpreter`', () => {
  it('holds the Python that the option names, and not that of the workspace', () => {
    makeVenv('.venv', 'a');
    makeVenv('envs/py', 'b');
    const workspace = take({}, [3, 11, 7]);
    const own = take({}, [3, 12, 0], 'task', 'envs/py');
    expect(own).toMatchObject({ python: { version: [3, 12] } });
    expect(take({}, [3, 12, 0])).toEqual(workspace);
  });

  it('is another one once the environment is made with another Python', () => {
    makeVenv('envs/py', 'a');
    const before = take({}, [3, 11, 7], 'task', 'envs/py');
    makeVenv('envs/py', 'another');
    expect(take({}, [3, 12, 0], 'task', 'envs/py')).not.toEqual(before);
  });

  it('holds the maturin of that environment', () => {
    makeVenv('envs/py', 'a');
    write(join(dirname(environmentPython('envs/py')), `maturin${suffix}`));
    expect(take({}, undefined, 'distribution', 'envs/py')['maturin']).toBe('maturin 1.16.0');
    expect(take({}, undefined, 'distribution')['maturin']).toBeNull();
  });

  it('starts a program on the PATH only when its name is that of an interpreter', () => {
    write(`bin/python3.12${suffix}`);
    write(`bin/import${suffix}`);
    expect(take({}, [3, 12, 0], 'task', '3.12')).toMatchObject({ python: { version: [3, 12] } });
    asked = [];
    const other = () => take({}, undefined, 'task', 'import')['python'];
    const before = other();
    expect(before).toEqual({ unknown: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(asked.join()).not.toContain('import');
    write(`bin/import${suffix}`, 'another');
    expect(other()).not.toEqual(before);
  });
});

describe('making the fingerprint', () => {
  const path = process.env['PATH'] ?? '';
  const git = (...args: readonly string[]) =>
    expect(spawnSync('git', args, { cwd: root, env: { PATH: path } }).status).toBe(0);
  const python = (extra: Record<string, string> = {}) => {
    const env = { PATH: `${join(root, 'bin')}${delimiter}${path}`, CARGO_HOME: root, ...extra };
    const answer = askIn(root, env);
    const text = fingerprint(root, env, { scope: 'distribution' }, (program, args) => {
      asked.push([program, ...args].join(' '));
      if (program.startsWith(root)) return JSON.stringify(interpreterFixture());
      return args.includes('ls-files') ? answer(program, args) : undefined;
    });
    return (JSON.parse(text) as Record<string, unknown>)['python'];
  };
  const started = () => asked.filter((line) => line.startsWith(join(root, '.venv')));

  it('starts no program of an environment that git tracks', () => {
    makeVenv('.venv', 'a');
    write('.venv/bin/maturin');
    git('init', '--quiet');
    git('add', '--force', '.venv/pyvenv.cfg');
    expect(python()).toBeNull();
    expect(started()).toEqual([]);
    git('rm', '--quiet', '--cached', '.venv/pyvenv.cfg');
    expect(python()).toMatchObject({ version: [3, 11] });
    expect(started()).toHaveLength(2);
  });

  it('starts no program of an environment behind a link that git tracks', () => {
    makeVenv('tools', 'a');
    symlinkSync('tools', join(root, '.venv'));
    git('init', '--quiet');
    git('add', '--force', 'tools');
    expect(python()).toBeNull();
    git('rm', '-r', '--quiet', '--cached', 'tools');
    git('add', '--force', '.venv');
    expect(python()).toBeNull();
    expect(started()).toEqual([]);
  });

  it('starts no interpreter that git tracks', () => {
    write(`tools/python${suffix}`);
    git('init', '--quiet');
    const named = () => {
      const env = { PATH: `${join(root, 'bin')}${delimiter}${path}`, CARGO_HOME: root };
      const answer = askIn(root, env);
      const question = { scope: 'task', interpreter: `tools/python${suffix}` } as const;
      fingerprint(root, env, question, (program, args) => {
        asked.push(program);
        return args.includes('ls-files') ? answer(program, args) : undefined;
      });
      return asked.filter((program) => program.startsWith(join(root, 'tools')));
    };
    git('add', 'tools');
    expect(named()).toEqual([]);
    git('rm', '-r', '--quiet', '--cached', 'tools');
    expect(named()).toHaveLength(1);
  });

  it.each([
    ['3.12', ['python find --system 3.12']],
    ['./evil', []],
  ])('passes only a version of .python-version on to uv: %s', (text, expected) => {
    write('.python-version', text);
    write(`bin/uv${suffix}`);
    take();
    const uv = join(root, `bin/uv${suffix}`);
    const found = asked.filter((line) => line.startsWith(uv));
    expect(found).toEqual(expected.map((line) => `${uv} ${line}`));
  });

  it('looks for environments inside the workspace only, whatever the list of projects says', () => {
    const outside = mkdtempSync(join(tmpdir(), 'pyo3-outside-'));
    try {
      const prefix = join(outside, '.venv');
      mkdirSync(dirname(environmentPython(prefix)), { recursive: true });
      for (const file of [environmentPython(prefix), join(prefix, 'pyvenv.cfg')]) {
        writeFileSync(file, '');
      }
      const roots = [relative(root, outside), outside, 3];
      write('.nx/workspace-data/pyo3/projects.json', JSON.stringify(roots));
      take();
      expect(asked.filter((line) => line.includes(outside))).toEqual([]);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });
});
