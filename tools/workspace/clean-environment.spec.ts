import { describe, expect, it } from '@jest/globals';
import { delimiter, join, sep } from 'node:path';
import { cleanEnvironment, cleanPath } from './clean-environment.ts';

const folder = (...names: string[]) => sep + join(...names);

describe('the environment of a sandbox', () => {
  it('keeps what a person has set', () => {
    const kept = { HOME: '/home/me', LANG: 'C', npm_config_cafile: '/ca', PIP_INDEX_URL: 'mine' };

    expect(cleanEnvironment({ ...kept, PATH: '' })).toEqual({ ...kept, PATH: '' });
  });

  it('keeps the package index of uv, and no other setting of it', () => {
    expect(
      cleanEnvironment({ UV_DEFAULT_INDEX: 'mine', UV_PYTHON: '3.9', PATH: '' }),
    ).not.toHaveProperty('UV_PYTHON');
    expect(cleanEnvironment({ UV_DEFAULT_INDEX: 'mine', PATH: '' })).toHaveProperty(
      'UV_DEFAULT_INDEX',
    );
  });

  it.each([
    'npm_lifecycle_event',
    'npm_config_local_prefix',
    'npm_config_user_agent',
    'npm_config_registry',
    'INIT_CWD',
    'NX_WORKSPACE_ROOT',
    'NX_TASK_TARGET_PROJECT',
    'NODE_OPTIONS',
    'JEST_WORKER_ID',
    'VIRTUAL_ENV',
    'CONDA_PREFIX',
    'PYTHONPATH',
    'CARGO_TARGET_DIR',
    'CI',
  ])('drops %s, which tells of this repository', (name) => {
    expect(cleanEnvironment({ [name]: 'x', PATH: '' })).toEqual({ PATH: '' });
  });

  it('finds PATH under the name that Windows gives it', () => {
    expect(cleanEnvironment({ Path: folder('bin') })).toEqual({ PATH: folder('bin') });
  });
});

describe('the PATH of a sandbox', () => {
  it('leaves out the programs of this repository and of its virtual environments', () => {
    const path = [
      folder('repo', 'node_modules', '.bin'),
      folder('repo', '.venv', 'bin'),
      folder('usr', 'bin'),
    ].join(delimiter);

    expect(cleanPath(path, [folder('repo', '.venv'), undefined])).toBe(folder('usr', 'bin'));
  });
});
