import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PostTasksExecution } from '@nx/devkit';
import { removeBesideRestored } from './restored-artifacts.ts';

type Results = Parameters<PostTasksExecution>[1]['taskResults'];

const executors: Readonly<Record<string, string>> = {
  'a:build': 'pyo3:build',
  'a:sdist': 'pyo3:sdist',
  'b:build': 'pyo3:build',
  'b:other': 'nx:run-commands',
};

describe('after tasks were answered from the cache', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'restored-'));
    const nodes: Record<string, { data: { targets: Record<string, object> } }> = {};
    for (const [id, executor] of Object.entries(executors)) {
      const [project = '', target = ''] = id.split(':');
      (nodes[project] ??= { data: { targets: {} } }).data.targets[target] = { executor };
    }
    write('.nx/workspace-data/project-graph.json', JSON.stringify({ nodes }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, text = ''): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  /** Each task with its status, its outputs, and the files that the cache has of it. */
  async function after(
    tasks: Readonly<Record<string, readonly [string, string, ...string[]]>>,
  ): Promise<void> {
    const taskResults: Record<string, object> = {};
    for (const [id, [status, output, ...files]] of Object.entries(tasks)) {
      const [project, target] = id.split(':');
      for (const file of files) write(`cache/hash-${id}/${file}`);
      const task = { id, target: { project, target }, outputs: [output], hash: `hash-${id}` };
      taskResults[id] = { status, code: 0, task };
    }
    const run = { workspaceRoot: root, taskResults: taskResults as unknown as Results };
    await removeBesideRestored(run, join(root, 'cache'));
  }

  const wheel = (name: string, version: string) => `dist/${name}-${version}-py3-none-any.whl`;

  beforeEach(() => {
    for (const version of ['0.1.0', '0.2.0']) {
      for (const name of ['a', 'b']) {
        write(wheel(name, version));
        write(`dist/${name}-${version}.tar.gz`);
      }
    }
    write('dist/notes.txt');
  });

  const present = () => readdirSync(join(root, 'dist')).sort();
  const all = [
    'a-0.1.0-py3-none-any.whl',
    'a-0.1.0.tar.gz',
    'a-0.2.0-py3-none-any.whl',
    'a-0.2.0.tar.gz',
    'b-0.1.0-py3-none-any.whl',
    'b-0.1.0.tar.gz',
    'b-0.2.0-py3-none-any.whl',
    'b-0.2.0.tar.gz',
    'notes.txt',
  ];

  it.each(['local-cache', 'remote-cache', 'local-cache-kept-existing'])(
    'a wheel of another version is removed, and nothing else (%s)',
    async (status) => {
      await after({ 'a:build': [status, 'dist/*.whl', wheel('a', '0.1.0')] });
      expect(present()).toEqual(all.filter((file) => file !== 'a-0.2.0-py3-none-any.whl'));
    },
  );

  it('wheels of one project and an sdist of another are told apart in one folder', async () => {
    await after({
      'b:build': ['local-cache', 'dist/b-*.whl', wheel('b', '0.2.0')],
      'a:sdist': ['local-cache', 'dist/a-*.tar.gz', 'dist/a-0.1.0.tar.gz'],
    });
    const removed = ['b-0.1.0-py3-none-any.whl', 'a-0.2.0.tar.gz'];
    expect(present()).toEqual(all.filter((file) => !removed.includes(file)));
  });

  it.each([
    ['was built', { 'a:build': ['success', 'dist/*.whl', wheel('a', '0.1.0')] }],
    ['is not ours', { 'b:other': ['local-cache', 'dist/*.whl', wheel('b', '0.1.0')] }],
    ['has its whole folder as output', { 'a:build': ['local-cache', 'dist', wheel('a', '0.1.0')] }],
    ['is not in the cache', { 'a:build': ['local-cache', 'dist/*.whl'] }],
  ] as const)('nothing is removed for what %s', async (_, tasks) => {
    await after(tasks);
    expect(present()).toEqual(all);
  });

  it('nothing is removed outside of the workspace', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    try {
      writeFileSync(join(outside, 'a-0.2.0-py3-none-any.whl'), '');
      symlinkSync(outside, join(root, 'out'), 'junction');
      const restored = 'out/a-0.1.0-py3-none-any.whl';
      mkdirSync(join(root, 'cache/hash-a:build/out'), { recursive: true });
      writeFileSync(join(root, 'cache/hash-a:build', restored), '');
      await after({ 'a:build': ['local-cache', 'out/*.whl'] });
      expect(readdirSync(outside)).toEqual(['a-0.2.0-py3-none-any.whl']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });
});
