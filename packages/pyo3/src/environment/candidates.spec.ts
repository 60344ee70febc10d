import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { candidates, chooseCandidate, filesBehind, type Look } from './candidates.ts';
import { condaPython, environmentPython } from './virtual-environment.ts';

const root = resolve('/ws');

/** A disk with these environments, and a PATH with these programs. */
function looking(
  environments: Readonly<Record<string, 'venv' | 'conda'>>,
  programs: readonly string[] = [],
): Look {
  const files = new Map<string, 'file' | 'folder'>();
  for (const [folder, kind] of Object.entries(environments)) {
    const prefix = join(root, folder);
    files.set(prefix, 'folder');
    if (kind === 'venv') files.set(environmentPython(prefix), 'file');
    else files.set(condaPython(prefix), 'file');
    if (kind === 'venv') files.set(join(prefix, 'pyvenv.cfg'), 'file');
    else files.set(join(prefix, 'conda-meta'), 'folder');
  }
  return {
    kindOf: (path) => files.get(path),
    program: (name) => (programs.includes(name) ? join(root, 'path', name) : undefined),
  };
}

const place = {
  workspaceRoot: root,
  projectRoot: 'libs/a',
  env: { VIRTUAL_ENV: join(root, 'active'), CONDA_PREFIX: join(root, 'conda') },
};

describe('the candidates for the Python of a project', () => {
  it('are the option, the environments of project and workspace, active ones, and a new one', () => {
    const all = candidates({ ...place, interpreter: 'mine' }, looking({}));
    expect(all.map(({ origin, kind }) => [origin, kind])).toEqual([
      ['option', 'missing'],
      ['project-venv', 'absent'],
      ['workspace-venv', 'absent'],
      ['VIRTUAL_ENV', 'gone'],
      ['CONDA_PREFIX', 'gone'],
      ['created', 'create'],
    ]);
  });

  it('name the environment of the workspace once for a project in its root', () => {
    const all = candidates({ ...place, projectRoot: '.' }, looking({}));
    expect(all.map(({ origin }) => origin)).not.toContain('project-venv');
  });

  it('never hold the base environment of conda', () => {
    const env = { CONDA_PREFIX: join(root, 'conda'), CONDA_DEFAULT_ENV: 'base' };
    expect(chooseCandidate({ ...place, env }, looking({ conda: 'conda' })).kind).toBe('create');
  });

  it('take an interpreter by its path for the environment that it belongs to', () => {
    const interpreter = environmentPython('mine');
    expect(chooseCandidate({ ...place, interpreter }, looking({ mine: 'venv' }))).toEqual({
      origin: 'option',
      kind: 'venv',
      prefix: join(root, 'mine'),
      python: join(root, interpreter),
    });
  });

  it('look a version up on the PATH', () => {
    const found = chooseCandidate({ ...place, interpreter: '3.13t' }, looking({}, ['python3.13t']));
    expect(found).toMatchObject({ kind: 'program', python: join(root, 'path', 'python3.13t') });
  });
});

it('an answer of an environment holds until its Python or its description changes', () => {
  const behind = (kind: 'venv' | 'conda') =>
    filesBehind(chooseCandidate(place, looking({ '.venv': kind })));
  expect(behind('venv')).toEqual([
    environmentPython(join(root, '.venv')),
    join(root, '.venv', 'pyvenv.cfg'),
  ]);
  expect(behind('conda')).toContain(join(root, '.venv', 'conda-meta', 'history'));
});
