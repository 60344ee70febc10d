import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { runBatch, type BatchTaskResult, type BatchWork } from './run-batch.ts';

const names = ['a', 'b', 'c'];
let root: string;
beforeEach(() => {
  // jest's console does not write to the streams of the process.
  for (const [name, stream] of [
    ['log', process.stdout],
    ['error', process.stderr],
  ] as const) {
    jest.spyOn(console, name).mockImplementation((text) => void stream.write(`${String(text)}\n`));
  }
  root = mkdtempSync(join(tmpdir(), 'pyo3-batch-'));
  for (const name of names) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'Cargo.toml'), `[package]\nname = "${name}"\n[workspace]\n`);
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** c waits for b. */
function taskGraph(projects: readonly string[]): TaskGraph {
  const tasks = projects.map((project) => ({
    id: `${project}:lint`,
    target: { project, target: 'lint' },
  }));
  return {
    tasks: Object.fromEntries(tasks.map((task) => [task.id, task])),
    dependencies: { 'a:lint': [], 'b:lint': [], 'c:lint': ['b:lint'] },
  } as unknown as TaskGraph;
}

async function results(
  work: Partial<BatchWork<object, string>>,
  options: Readonly<Record<string, object>> = {},
  taskNames = names,
): Promise<Readonly<Record<string, BatchTaskResult['result']>>> {
  const projects = Object.fromEntries(names.map((name) => [name, { root: name }]));
  const context = { root, projectsConfigurations: { projects } } as unknown as ExecutorContext;
  const schema = new URL('../../executors/lint/schema.json', import.meta.url);
  const call = { taskGraph: taskGraph(taskNames), options, context, schema };
  const all: Record<string, BatchTaskResult['result']> = {};
  const given: BatchWork<object, string> = {
    together: () => Promise.resolve('done'),
    each: () => Promise.resolve(true),
    limit: 1,
    ...work,
  };
  for await (const { task, result } of runBatch(call, given)) all[task] = result;
  return all;
}

const statuses = (all: Readonly<Record<string, BatchTaskResult['result']>>) =>
  Object.entries(all).map(([task, { status }]) => `${task} ${status}`);

describe('a batch', () => {
  it('does what can be done together once, with all tasks, before each of them', async () => {
    const did: string[] = [];
    await results({
      together: (tasks) => {
        did.push(tasks.map(({ session }) => session.task).join(' '));
        return Promise.resolve('made');
      },
      each: ({ session }, done) => {
        did.push(`${session.task} with ${String(done)}`);
        return Promise.resolve(true);
      },
    });
    expect(did).toEqual([
      'a:lint b:lint c:lint',
      'a:lint with made',
      'b:lint with made',
      'c:lint with made',
    ]);
  });

  it('of one task does nothing together, since the task would do it again', async () => {
    const did: string[] = [];
    const work: Partial<BatchWork<object, string>> = {
      together: () => {
        did.push('together');
        return Promise.resolve('made');
      },
      each: ({ session }, done) => {
        did.push(`${session.task} with ${String(done)}`);
        return Promise.resolve(true);
      },
    };
    expect(statuses(await results(work, {}, ['a']))).toEqual(['a:lint success']);
    expect(did).toEqual(['a:lint with undefined']);
  });

  it('of which one task alone can be opened does nothing together', async () => {
    const together = jest.fn(() => Promise.resolve('made'));
    await results({ together }, { 'a:lint': { tool: 'ruff' } }, ['a', 'b']);
    expect(together).not.toHaveBeenCalled();
  });

  it.each([
    ['true', [true, true, true]],
    ['false', [undefined, undefined, undefined]],
  ])('tells every decision with --verbose, of which Nx leaves it %s', async (value, verbose) => {
    jest.replaceProperty(process, 'env', { ...process.env, NX_VERBOSE_LOGGING: value });
    const asked: unknown[] = [];
    await results({
      each: ({ options }) => {
        asked.push((options as { readonly verbose?: boolean }).verbose);
        return Promise.resolve(true);
      },
    });
    expect(asked).toEqual(verbose);
  });

  it('gives each task its own words, and nobody what is said together', async () => {
    const all = await results({
      each: ({ session }) => {
        console.log(`checked ${session.project.name}`);
        return Promise.resolve(true);
      },
    });
    expect(Object.values(all).map(({ terminalOutput }) => terminalOutput)).toEqual(
      names.map((name) => `checked ${name}\n`),
    );
  });

  it('has a result for every task when one fails', async () => {
    const each: BatchWork<object, string>['each'] = ({ session }) =>
      Promise.resolve(session.project.name !== 'b');
    expect(statuses(await results({ each }))).toEqual([
      'a:lint success',
      'b:lint failure',
      'c:lint skipped',
    ]);
  });

  it('tells an error as the output of its task', async () => {
    const each = () =>
      Promise.reject(new Pyo3Error({ code: 'tool-missing', message: 'No ruff.', hint: 'Get it.' }));
    const { 'a:lint': first } = await results({ each });
    expect(first).toMatchObject({
      success: false,
      terminalOutput: 'No ruff. [tool-missing]\n  → Get it.\n',
    });
  });

  it('costs a task with a bad option that task only', async () => {
    const all = await results({}, { 'a:lint': { tool: 'ruff' } });
    expect(statuses(all)).toEqual(['a:lint failure', 'b:lint success', 'c:lint success']);
    expect(all['a:lint']?.terminalOutput).toContain('tool');
  });

  it('does each task alone when nothing can be done together', async () => {
    const seen: unknown[] = [];
    const all = await results({
      together: () => Promise.reject(new Error('no cargo')),
      each: (_, done) => {
        seen.push(done);
        return Promise.resolve(true);
      },
    });
    expect(seen).toEqual([undefined, undefined, undefined]);
    expect(Object.keys(all)).toHaveLength(3);
  });
});
