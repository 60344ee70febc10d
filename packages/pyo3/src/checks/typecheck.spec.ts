import { describe, expect, it } from '@jest/globals';
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
});
