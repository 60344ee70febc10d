import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runFolder } from '../testing/workspace.ts';
import { askNx } from './ask-nx.ts';
import { kept, unneeded } from './exceptions.ts';
import { expectationOf, readExpectations, readOracle } from './expectation.ts';
import type { Mutation, Task } from './mutation.ts';
import type { Answer } from './request.ts';
import { mutations } from './table.ts';

const expected = readExpectations();
const oracle = readOracle();
const built = mutations.filter(({ notBuilt }) => notBuilt === undefined);
const describeOnPosix = process.platform === 'win32' ? describe.skip : describe;

const selections = {
  '22.7.12': 'by project',
  '23.3.2': 'by project',
  '24.0.6': 'by task, and by project in legacy mode',
};

describeOnPosix('Nx [linux and macos only]', () => {
  const answers = new Map<string, Answer>();

  // Each version has a process and a repository of its own; asked at once, they use every core.
  beforeAll(async () => {
    const question = { folder: runFolder(), plugin: join(runFolder(), 'plugin'), mutations };
    await Promise.all(
      Object.keys(selections).map(async (nxVersion) => {
        answers.set(nxVersion, await askNx({ ...question, nxVersion }));
      }),
    );
  });

  describe.each(Object.entries(selections))('%s, whose affected selects %s', (nxVersion) => {
    let answer: Answer;
    beforeAll(() => {
      const given = answers.get(nxVersion);
      if (given === undefined) throw new Error(`Nx ${nxVersion} was not asked`);
      answer = given;
    });

    it.each(mutations)('changes and selects exactly what $id does', ({ id }) => {
      const { changes, tasks, projects } = expectationOf(answer, id);
      const selected = answer.base.tasks === undefined ? { projects } : { projects, tasks };
      expect({ changes, ...selected }).toEqual({
        changes: expected[id]?.changes,
        projects: expected[id]?.projects,
        ...(answer.base.tasks === undefined ? {} : { tasks: expected[id]?.tasks }),
      });
    });

    it('has every key again when all is as before, and selects nothing', () => {
      expect(answer.again).toEqual(answer.base);
      expect(answer.base.projects).toEqual([]);
    });

    it('has a key for every task that the oracle speaks of', () => {
      const known = Object.keys(answer.base.hashes);
      const spoken = new Set(Object.values(oracle).flat());
      expect([...spoken].filter((task) => !known.includes(task))).toEqual([]);
    });
  });
});

describe('beside what really differs when all is built from zero', () => {
  it('the table is complete', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(150);
    expect(Object.keys(expected)).toEqual(mutations.map(({ id }) => id));
    expect(Object.keys(oracle)).toEqual(built.map(({ id }) => id));
  });

  it.each(built)('$id leaves no stale result', (mutation) => {
    const { id } = mutation;
    const changed = expected[id]?.changes ?? [];
    const stale = differing(id)
      .filter((task) => !changed.includes(task))
      // No cache answers `develop`; its key has only what `nx affected` can see.
      .filter((task) => changesFiles(mutation) || !task.endsWith(':develop'));
    expect(stale.sort()).toEqual([...keptBy(id)].sort());
  });

  it.each(built.filter(changesFiles))('nx affected selects all that $id makes differ', ({ id }) => {
    const { tasks = [], projects = [] } = expected[id] ?? {};
    const wanted = differing(id).filter((task) => !keptBy(id).includes(task));
    expect(wanted.filter((task) => !tasks.includes(task))).toEqual([]);
    expect(wanted.filter((task) => !projects.includes(task.split(':')[0] ?? ''))).toEqual([]);
  });

  it.each(built)('$id makes nothing run again without a reason', ({ id }) => {
    const really = differing(id);
    const others = (expected[id]?.changes ?? []).filter(
      // `develop` finds out itself what to do, `test` stands for its halves, and new is new.
      (task) => !/:(develop|test)$/.test(task) && !really.includes(task) && everDiffers(task),
    );
    const reasons = unneeded.filter((one) => one.mutations.includes(id));
    expect({ id, others: others.length > 0, reasons: reasons.length }).toEqual({
      id,
      others: others.length > 0,
      reasons: others.length > 0 ? 1 : 0,
    });
  });
});

/** Tasks that give another result, in the order of the oracle. */
function differing(id: string): Task[] {
  return [...(oracle[id] ?? [])];
}

/** False for a task of a project that only a mutation makes. */
function everDiffers(task: Task): boolean {
  return Object.values(oracle).some((tasks) => tasks.includes(task));
}

function keptBy(id: string): readonly Task[] {
  return kept.filter(({ mutation }) => mutation === id).flatMap(({ tasks }) => tasks);
}

function changesFiles({ edits }: Mutation): boolean {
  return edits.some(({ kind }) => !['variable', 'rustc', 'python'].includes(kind));
}
