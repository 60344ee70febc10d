import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { graphSource, type GraphSource } from './graph-source.ts';
import type { Graph } from './graph.ts';
import { makeGraph } from './make-graph.ts';
import { nothingRemembered } from './remembered.ts';
import {
  changes,
  otherChanges,
  writeRepository,
  type WrittenRepository,
} from '../testing/written-workspace.ts';

let repository: WrittenRepository;
/** How many graphs were made. */
let made: number;
beforeEach(() => {
  made = 0;
  repository = writeRepository();
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  repository.remove();
});

/** What a process knows in which the plugin was loaded just now. */
function newProcess(plugin = 'version 1'): GraphSource {
  return graphSource(plugin, () => {
    made += 1;
    return Promise.resolve({ makeGraph, nothingRemembered });
  });
}

/** The graph of the disk, as Nx gets it from a process of the plugin. */
async function truth(options?: unknown): Promise<unknown> {
  const { graph } = await makeGraph(
    repository.request(options),
    nothingRemembered(repository.root),
  );
  return plain(graph);
}

function plain(graph: Graph): unknown {
  return JSON.parse(JSON.stringify(graph));
}

/** All on disk is older than the steps in which clocks of file systems go. */
function waitForClocks(): void {
  const now = Date.now() + 10_000;
  jest.spyOn(Date, 'now').mockReturnValue(now);
}

const ages: readonly (readonly [string, () => void])[] = [
  ['just now', () => undefined],
  ['some time ago', waitForClocks],
];
const askers: readonly (readonly [string, (first: GraphSource) => GraphSource])[] = [
  ['the process that made it (a daemon)', (first) => first],
  ['a new process', () => newProcess()],
];

describe.each(ages)('a kept graph of files that were written %s', (_age, wait) => {
  beforeEach(wait);

  describe.each(askers)('for %s', (_who, next) => {
    it('is used again when nothing has changed', async () => {
      const first = newProcess();
      const graph = plain(await first.forNodes(repository.request()));
      expect(plain(await next(first).forNodes(repository.request()))).toEqual(graph);
      expect(made).toBe(1);
    });

    it.each(otherChanges)('is used again when %s', async (_change, change) => {
      const first = newProcess();
      await first.forNodes(repository.request());
      change(repository);
      const after = next(first);
      expect(plain(await after.forNodes(repository.request()))).toEqual(await truth());
      expect(made).toBe(1);
    });

    it.each(changes)('is not used when %s', async (_change, change) => {
      const first = newProcess();
      await first.forNodes(repository.request());
      change(repository);
      const expected = await truth();
      const after = next(first);
      expect(plain(await after.forNodes(repository.request()))).toEqual(expected);
      expect(plain(await after.forDependencies(repository.request()))).toEqual(expected);
      expect(made).toBe(2);
      // What was made is kept in its turn.
      expect(plain(await newProcess().forNodes(repository.request()))).toEqual(expected);
      expect(made).toBe(2);
    });
  });
});

describe('a kept graph', () => {
  it('is not used again after the next one could not be made', async () => {
    let fails = false;
    const source = graphSource('version 1', () =>
      Promise.resolve({
        nothingRemembered,
        makeGraph: (...given) =>
          fails ? Promise.reject(new Error('no memory')) : makeGraph(...given),
      }),
    );
    await source.forNodes(repository.request());
    changes[0]?.[1](repository);
    fails = true;
    await expect(source.forNodes(repository.request())).rejects.toThrow('no memory');
    fails = false;
    expect(plain(await source.forNodes(repository.request()))).toEqual(await truth());
  });

  beforeEach(waitForClocks);

  it('is not used by another version of the plugin', async () => {
    await newProcess('version 1').forNodes(repository.request());
    expect(plain(await newProcess('version 2').forNodes(repository.request()))).toEqual(
      await truth(),
    );
    expect(made).toBe(2);
  });

  it('is for one set of options, and two entries of nx.json have one each', async () => {
    const tested = { targets: { test: 'check' } };
    const daemon = newProcess();
    for (const source of [daemon, daemon, newProcess()]) {
      for (const options of [undefined, tested]) {
        expect(plain(await source.forNodes(repository.request(options)))).toEqual(
          await truth(options),
        );
      }
      for (const options of [undefined, tested]) {
        expect(plain(await source.forDependencies(repository.request(options)))).toEqual(
          await truth(options),
        );
      }
    }
    expect(made).toBe(2);
    expect(repository.kept()).toHaveLength(2);
  });

  it('is not used when its file came with the repository', async () => {
    await newProcess().forNodes(repository.request());
    const [file = ''] = repository.kept();
    const text = readFileSync(file);
    rmSync(dirname(file), { recursive: true });
    mkdirSync(dirname(file));
    writeFileSync(file, text);
    expect(plain(await newProcess().forNodes(repository.request()))).toEqual(await truth());
    expect(made).toBe(2);
  });

  it('is for the manifests that Nx sees', async () => {
    const { files, ...request } = repository.request();
    const source = newProcess();
    await source.forNodes({ ...request, files });
    const fewer = files.filter((file) => !file.startsWith('py/'));
    const { nodes } = await source.forNodes({ ...request, files: fewer });
    expect(nodes.filter(([file]) => file.startsWith('py/'))).toEqual([]);
    await source.forNodes({ ...request, files: [...fewer].reverse() });
    expect(made).toBe(2);
  });

  it('is that of its workspace, where a process has two', async () => {
    const other = join(repository.outside, 'other');
    cpSync(repository.root, other, { recursive: true });
    writeFileSync(join(other, 'py/d/pyproject.toml'), '[project]\nname = "elsewhere"\n');
    const source = newProcess();
    const names = async (workspaceRoot: string) =>
      JSON.stringify((await source.forNodes({ ...repository.request(), workspaceRoot })).nodes);
    await names(repository.root);
    expect(await names(other)).toContain('"elsewhere"');
    expect(await names(repository.root)).not.toContain('"elsewhere"');
    expect(made).toBe(2);
  });

  it.each<readonly [string, (file: string) => void]>([
    ['empty', (file) => writeFileSync(file, '')],
    ['cut off', (file) => truncateSync(file, readFileSync(file).length - 10)],
    ['of another make', (file) => writeFileSync(file, '{}\n{}\n{}')],
    [
      'damaged in one place',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"a"', '"x"')),
    ],
    ['a binary', (file) => writeFileSync(file, Buffer.alloc(1000, 255))],
  ])('whose file is %s is made anew', async (_damage, damage) => {
    await newProcess().forNodes(repository.request());
    repository.kept().forEach(damage);
    expect(plain(await newProcess().forNodes(repository.request()))).toEqual(await truth());
    expect(plain(await newProcess().forNodes(repository.request()))).toEqual(await truth());
    expect(made).toBe(2);
  });

  it('is not changed by who changes what it was given', async () => {
    const source = newProcess();
    for (let call = 0; call < 3; call += 1) {
      const graph = await source.forNodes(repository.request());
      expect(plain(graph)).toEqual(await truth());
      deface(graph);
    }
  });

  it('is looked for by the hook for dependencies where that for nodes was not called', async () => {
    const source = newProcess();
    const { edges } = await source.forDependencies(repository.request());
    expect(edges).toContainEqual(
      expect.objectContaining({ source: 'libs/b', target: 'libs/a', kind: 'cargo-normal' }),
    );
    repository.write('libs/b/Cargo.toml', '[package]\nname = "b"\n');
    expect(plain(await source.forDependencies(repository.request()))).toEqual(await truth());
  });

  it('is for dependencies that which was given for nodes, though the disk has changed', async () => {
    const source = newProcess();
    const given = plain(await source.forNodes(repository.request()));
    repository.write('libs/b/Cargo.toml', '[package]\nname = "b"\n');
    expect(plain(await source.forDependencies(repository.request()))).toEqual(given);
    expect(plain(await source.forDependencies(repository.request()))).not.toEqual(given);
  });
});

/** What a careless reader of the graph may do to it. */
function deface(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) deface(part);
  if (Array.isArray(value)) value.length = 0;
  else for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
}
