import { describe, expect, it } from '@jest/globals';
import type { TaskSession } from '../task/session/task-session.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject, pythonProject } from '../testing/projects.ts';
import { developOthers } from './develop-others.ts';

describe('projects that a task needs', () => {
  const task = (project: string) => ({ root: `libs/${project}`, project, target: 'develop' });
  const run = async (prefix: string, developedFirst = [task('b'), task('c')], success = true) => {
    const python = await fakeSession().python();
    const interpreter = { ...python.interpreter, executable: `${prefix}/bin/python` };
    const done: string[] = [];
    const session = fakeSession({
      developedFirst,
      python: () => Promise.resolve({ ...python, interpreter, prefix }),
      sessionOf: ({ project }, executable) =>
        fakeSession({
          task: `${project} with ${executable}`,
          project: project === 'crate' ? crateProject : pythonProject,
          developedFirst,
        }),
    });
    const develop = (other: TaskSession) => {
      done.push(other.task);
      expect(other.developedFirst).toEqual([]);
      return Promise.resolve(success);
    };
    return { result: await developOthers(session, develop), done };
  };

  it('are installed into an environment of its own, in their order', async () => {
    const python = '/ws/libs/a/.venv/bin/python';
    expect(await run('/ws/libs/a/.venv')).toEqual({
      result: true,
      done: [`b with ${python}`, `c with ${python}`],
    });
  });

  it('are not where their own task has installed them', async () => {
    expect((await run('/ws/.venv')).done).toEqual([]);
    const elsewhere = { ...task('b'), interpreter: '/nowhere/python' };
    expect((await run('/ws/.venv', [elsewhere])).done).toHaveLength(1);
  });

  it('fail the task with the first that fails, and are not crates', async () => {
    const { result, done } = await run(
      '/ws/libs/a/.venv',
      [task('crate'), task('b'), task('c')],
      false,
    );
    expect([result, done.length]).toEqual([false, 1]);
  });
});
