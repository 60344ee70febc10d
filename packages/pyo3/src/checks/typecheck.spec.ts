import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { maturinProject } from '../testing/projects.ts';
import { typecheck } from './typecheck.ts';

const python = '/ws/.venv/bin/python';

describe('typecheck', () => {
  it.each([
    [{}, undefined, `mypy --python-executable ${python} .`],
    [{}, 'pyright', `pyright --pythonpath ${python}`],
    [{ tool: 'mypy' }, 'pyright', `mypy --python-executable ${python} .`],
    [{ tool: 'pyright', paths: ['src'] }, undefined, `pyright --pythonpath ${python} src`],
  ] as const)('with %j where %j is configured runs %s', async (options, typeChecker, expected) => {
    const session = fakeSession({ project: { ...maturinProject, typeChecker } });
    expect(await typecheck(session, options)).toBe(true);
    expect(session.ran).toEqual([expected]);
  });

  const sources = {
    'libs/a/python/a/__init__.py': '',
    'libs/a/tests/test_a.py': '',
    'libs/a/docs/conf.py': '',
  };

  it.each([
    ['mypy', {}, `mypy --python-executable ${python} python/a`],
    ['mypy', { 'libs/a/mypy.ini': '[mypy]\nfiles = x' }, `mypy --python-executable ${python}`],
    ['pyright', {}, `pyright --pythonpath ${python} python/a`],
    [
      'pyright',
      { 'libs/a/pyrightconfig.json': '{ "include": ["x"] }' },
      `pyright --pythonpath ${python}`,
    ],
  ] as const)(
    '%s looks at the package, unless its settings in %j say at what',
    async (tool, files, expected) => {
      const session = fakeSession({ reader: memoryReader({ ...sources, ...files }) });
      await typecheck(session, { tool });
      expect(session.ran).toEqual([expected]);
    },
  );

  it.each([
    ['mypy', `mypy --python-executable ${python} tests`],
    ['pyright', `pyright --pythonpath ${python} tests`],
  ] as const)('%s looks at the tests of a library without a package', async (tool, expected) => {
    const project = { ...maturinProject, testPaths: ['libs/a/tests'] };
    const session = fakeSession({ project });
    await typecheck(session, { tool });
    expect(session.ran).toEqual([expected]);
  });

  it('leaves projects inside this one out of the whole folder, and says how to narrow it', async () => {
    const session = fakeSession({
      innerProjects: ['libs/b.c'],
      results: { mypy: { exitCode: 1 } },
    });
    await typecheck(session, {});
    expect(session.ran).toEqual([`mypy --python-executable ${python} --exclude ^libs/b\\.c/ .`]);
    expect(session.printed).toEqual([
      'mypy looked at ., since its settings do not say what to check. → To change that, set `files` in [tool.mypy] of pyproject.toml, or the option `paths`.',
    ]);
  });
});
