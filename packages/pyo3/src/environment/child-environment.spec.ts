import { describe, expect, it } from '@jest/globals';
import { childEnvironment, type ChildEnvironmentRequest } from './child-environment.ts';
import { environmentFixture, interpreterFixture } from '../testing/environments.ts';

const environment = environmentFixture();

function envOf(request: Partial<ChildEnvironmentRequest>) {
  return childEnvironment({ base: {}, purpose: 'cargo', platform: 'linux', ...request }).env;
}

describe('every child', () => {
  it('sees the environment as if it were active, its programs first', () => {
    const base = { PATH: '/usr/bin:/ws/.venv/bin:/bin', HOME: '/home/me' };
    expect(envOf({ base, environment })).toEqual({
      PATH: '/ws/.venv/bin:/usr/bin:/bin',
      HOME: '/home/me',
      VIRTUAL_ENV: '/ws/.venv',
    });
  });

  it('sees no variable that leads to another Python, and is told which were dropped', () => {
    const base = {
      CONDA_PREFIX: '/conda',
      UV_PYTHON: '3.9',
      PYTHONHOME: '/elsewhere',
      PYTHONPATH: '/leak',
      VIRTUAL_ENV: '/other',
      KEPT: 'yes',
    };
    const { env, dropped } = childEnvironment({
      base,
      environment,
      purpose: 'python',
      platform: 'linux',
    });
    expect(env).toEqual({ KEPT: 'yes', VIRTUAL_ENV: '/ws/.venv', PATH: '/ws/.venv/bin' });
    expect(dropped).toEqual(['CONDA_PREFIX', 'PYTHONHOME', 'PYTHONPATH', 'UV_PYTHON']);
  });

  it('sees no secret of Nx or of publishing, whatever its case', () => {
    const secrets = [
      ...[
        'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN',
        'NX_CLOUD_ACCESS_TOKEN',
        'NX_CLOUD_AUTH_TOKEN',
      ],
      ...['MATURIN_PYPI_TOKEN', 'MATURIN_PASSWORD', 'UV_PUBLISH_TOKEN', 'UV_PUBLISH_PASSWORD'],
      ...['TWINE_PASSWORD', 'CARGO_REGISTRY_TOKEN', 'NODE_AUTH_TOKEN', 'NPM_TOKEN', 'Npm_Token'],
    ];
    const base = Object.fromEntries(secrets.map((name) => [name, 'secret']));
    for (const purpose of ['extension', 'cargo', 'cargo-test', 'python'] as const) {
      const { env, dropped } = childEnvironment({ base, purpose, platform: 'linux' });
      expect(Object.values(env)).not.toContain('secret');
      expect(dropped).toEqual([...secrets].sort());
    }
  });

  it('sees what cargo, uv and pip need to read from private registries', () => {
    const base = {
      CARGO_REGISTRIES_OURS_TOKEN: 'a',
      UV_INDEX_OURS_PASSWORD: 'b',
      PIP_INDEX_URL: 'https://user:c@pypi.example.org/simple',
      NX_TASK_HASH: 'd',
    };
    expect(envOf({ base })).toEqual(base);
  });

  it('sees a secret that the option `env` names', () => {
    const extra = { TWINE_PASSWORD: 'mine' };
    expect(envOf({ base: { TWINE_PASSWORD: 'theirs' }, extra })).toEqual(extra);
  });

  it('sees a conda environment, and then no VIRTUAL_ENV', () => {
    const conda = environmentFixture({ kind: 'conda', prefix: '/conda' });
    expect(envOf({ base: { VIRTUAL_ENV: '/other' }, environment: conda })).toEqual({
      CONDA_PREFIX: '/conda',
      PATH: '/conda/bin',
    });
  });

  it('sees the option `env` whatever else would be set or dropped', () => {
    const extra = { PYTHONPATH: 'mine', PYO3_CONFIG_FILE: '/mine', PATH: '/only' };
    const env = envOf({ environment, extra, pyo3ConfigFile: '/ours' });
    expect(env).toMatchObject(extra);
  });

  it('finds `Path` on Windows, whatever its case', () => {
    const env = envOf({
      base: { Path: 'C:\\Windows' },
      environment: environmentFixture({ prefix: 'C:\\ws\\.venv' }),
      platform: 'win32',
    });
    expect(env).toEqual({
      Path: 'C:\\ws\\.venv\\Scripts;C:\\Windows',
      VIRTUAL_ENV: 'C:\\ws\\.venv',
    });
  });
});

describe('pyo3', () => {
  it('is told the interpreter by a file, and PYO3_PYTHON does not contradict it', () => {
    const base = { PYO3_PYTHON: '/usr/bin/python3' };
    expect(envOf({ base, pyo3ConfigFile: '/data/config.txt' })).toEqual({
      PYO3_CONFIG_FILE: '/data/config.txt',
    });
  });

  it.each([{ PYO3_CONFIG_FILE: '/mine' }, { PYO3_CROSS: '1' }, { PYO3_NO_PYTHON: '1' }])(
    'is left alone when the user describes another Python: %j',
    (base) => {
      const given = { ...base, PYO3_PYTHON: '/other' };
      expect(envOf({ base: given, pyo3ConfigFile: '/data/config.txt' })).toEqual(given);
    },
  );

  it('is told that an extension is built for that purpose only', () => {
    expect(envOf({ purpose: 'extension' })).toEqual({ PYO3_BUILD_EXTENSION_MODULE: '1' });
    const base = { PYO3_BUILD_EXTENSION_MODULE: '1' };
    expect(envOf({ base, purpose: 'cargo-test', environment })).not.toHaveProperty(
      'PYO3_BUILD_EXTENSION_MODULE',
    );
  });
});

describe('cargo test', () => {
  const embedded = (platform: NodeJS.Platform, base = {}) =>
    envOf({ base, environment, platform, purpose: 'cargo-test' });

  it('finds the libpython that pyo3 was configured for before any other', () => {
    expect(embedded('linux', { LD_LIBRARY_PATH: '/opt/lib' })).toMatchObject({
      LD_LIBRARY_PATH: '/py/lib:/opt/lib',
    });
  });

  it("keeps dyld's default folders on macOS", () => {
    expect(embedded('darwin', { HOME: '/Users/me' })).toMatchObject({
      DYLD_FALLBACK_LIBRARY_PATH: '/py/lib:/Users/me/lib:/usr/local/lib:/usr/lib',
      PYTHONPATH: '/ws/.venv/lib/python3.11/site-packages',
    });
  });

  it('finds the DLL of the base interpreter on Windows', () => {
    expect(embedded('win32')['PATH']?.split(';')).toContain('/py');
  });

  it('sets PYTHONHOME for a relocatable Python, and for no other', () => {
    const moved = environmentFixture({ interpreter: interpreterFixture({ relocatable: true }) });
    const env = envOf({ environment: moved, purpose: 'cargo-test' });
    expect(env['PYTHONHOME']).toBe('/py');
    expect(embedded('linux')).not.toHaveProperty('PYTHONHOME');
  });

  it('needs no folder for a Python without a shared library', () => {
    const interpreter = interpreterFixture({ shared: false });
    const env = envOf({ environment: environmentFixture({ interpreter }), purpose: 'cargo-test' });
    expect(env).not.toHaveProperty('LD_LIBRARY_PATH');
  });
});

describe('colours', () => {
  it('are asked for when wanted, each tool in its way', () => {
    expect(envOf({ forceColor: true })).toMatchObject({
      CARGO_TERM_COLOR: 'always',
      PY_COLORS: '1',
      FORCE_COLOR: '1',
    });
  });

  it('respect what the user has set', () => {
    const base = { CARGO_TERM_COLOR: 'never' };
    expect(envOf({ base, forceColor: true })['CARGO_TERM_COLOR']).toBe('never');
    expect(envOf({ base: { NO_COLOR: '1' }, forceColor: true })).toEqual({ NO_COLOR: '1' });
  });
});
