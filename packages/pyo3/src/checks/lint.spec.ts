import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject, pythonProject } from '../testing/projects.ts';
import { lint } from './lint.ts';

const clippy = 'cargo clippy --package a --all-targets';

describe('lint', () => {
  it('runs clippy and ruff', async () => {
    const session = fakeSession();
    expect(await lint(session, {})).toBe(true);
    expect(session.ran).toEqual([
      `${clippy} -- -D warnings`,
      'ruff check --no-fix --no-fix-only .',
    ]);
  });

  it('runs the second although the first has failed, and fails', async () => {
    const session = fakeSession({ results: { [clippy]: { exitCode: 101 } } });
    expect(await lint(session, {})).toBe(false);
    expect(session.ran).toHaveLength(2);
  });

  it('fails when only the second has failed', async () => {
    const session = fakeSession({ results: { ruff: { exitCode: 1 } } });
    expect(await lint(session, {})).toBe(false);
  });

  it.each([
    [crateProject, [`${clippy} -- -D warnings`]],
    [pythonProject, ['ruff check --no-fix --no-fix-only .']],
  ])('runs what has something to do in %j', async (project, expected) => {
    const session = fakeSession({ project });
    await lint(session, {});
    expect(session.ran).toEqual(expected);
  });

  it('leaves projects inside this one to their own tasks', async () => {
    const session = fakeSession({ project: pythonProject, innerProjects: ['libs/b'] });
    await lint(session, {});
    expect(session.ran).toEqual(['ruff check --no-fix --no-fix-only --extend-exclude libs/b .']);
  });

  it.each([
    [
      'the packages and tests where nobody has set up ruff',
      {},
      'ruff check --no-fix --no-fix-only pkg tests',
    ],
    [
      'the folder where settings decide',
      { 'ruff.toml': '' },
      'ruff check --no-fix --no-fix-only .',
    ],
    [
      'the folder where a root decides',
      { 'pyproject.toml': '[tool.ruff]\n' },
      'ruff check --no-fix --no-fix-only .',
    ],
  ])('looks at %s', async (_what, files, expected) => {
    const session = fakeSession({
      project: { ...pythonProject, testPaths: ['libs/a/tests'] },
      reader: memoryReader({
        ...files,
        'libs/a/pkg/__init__.py': '',
        'libs/a/docs/conf.py': '',
        'libs/a/tests/test_a.py': '',
      }),
    });
    await lint(session, {});
    expect(session.ran).toEqual([expected]);
  });

  it('gives arguments to the one tool that is chosen', async () => {
    const session = fakeSession({ args: ['--', '-A', 'clippy::todo'] });
    await lint(session, { tools: ['clippy'], fix: true });
    expect(session.ran).toEqual([
      `${clippy} --fix --allow-dirty --allow-staged -- -D warnings -A clippy::todo`,
    ]);
  });
});
