import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { numbersOf } from '../testing/random-text.ts';
import { variants } from '../testing/repository-variants.ts';
import { graphSource } from './graph-source.ts';
import type { Graph, GraphRequest } from './graph.ts';
import { makeGraph } from './make-graph.ts';
import { nothingRemembered, type Remembered } from './remembered.ts';

const seed = Number(process.env['PYO3_FUZZ_SEED'] ?? '20261130');
const rounds = Math.ceil(Number(process.env['PYO3_FUZZ_ROUNDS'] ?? '1000') / 20);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-fuzz-'));
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function put(path: string, text: string | undefined): void {
  const file = join(root, path);
  if (text === undefined) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function request(): GraphRequest {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const manifests = files.filter((file) => /(^|\/)(Cargo|pyproject)\.toml$/.test(file));
  return { workspaceRoot: root, files: manifests, options: undefined };
}

function plain(graph: Graph): unknown {
  return JSON.parse(JSON.stringify(graph));
}

/** A few projects of which each depends on the one before. */
function writeChain(count: number): void {
  put('Cargo.toml', '[workspace]\nmembers = ["c/*"]\n[workspace.dependencies]\nserde = "1"\n');
  for (let index = 0; index < count; index += 1) {
    const before = String(index - 1);
    const uses = index === 0 ? '' : `[dependencies]\nc${before}.path = "../c${before}"\n`;
    put(
      `c/c${String(index)}/Cargo.toml`,
      `[package]\nname = "c${String(index)}"\nversion = "1.0.0"\n${uses}`,
    );
  }
}

describe('one changed manifest among others', () => {
  it('makes anew what is of its project and of those that depend on it, and nothing else', async () => {
    writeChain(10);
    const remembered = nothingRemembered(root);
    const made: string[] = [];
    const { get } = remembered.memo;
    const counted: Remembered = {
      ...remembered,
      memo: {
        ...remembered.memo,
        get: (kind, key, inputs, make, isSame) =>
          get(
            kind,
            key,
            inputs,
            () => {
              if (kind === 'found' || kind === 'configuration') made.push(`${kind} ${key}`);
              return make();
            },
            isSame,
          ),
      },
    };
    await makeGraph(request(), counted);
    expect(made).toHaveLength(21);
    made.length = 0;
    remembered.disk.refresh();
    await makeGraph(request(), counted);
    expect(made).toEqual([]);
    // A new dependency of others is in the keys of the last two; the manifest of the last is unchanged.
    put(
      'c/c8/Cargo.toml',
      '[package]\nname = "c8"\nversion = "1.0.0"\n[dependencies]\nc7.path = "../c7"\nserde.workspace = true\n',
    );
    remembered.disk.refresh();
    await makeGraph(request(), counted);
    expect(made.filter((one) => one.startsWith('found'))).toEqual(['found c/c8']);
    const configured = made.filter((one) => one.startsWith('configuration')).sort();
    expect(configured).toEqual(['configuration c/c8', 'configuration c/c9']);
  });
});

describe('a process that makes one graph after the other while files change', () => {
  it.each([
    ['as written just now', 0],
    ['that stamps prove', 10_000],
  ])(
    `always has the graph of the disk, of files ${'%s'} (seed ${String(seed)})`,
    async (_age, ahead) => {
      const clock = Date.now;
      if (ahead > 0) jest.spyOn(Date, 'now').mockImplementation(() => clock() + ahead);
      const below = numbersOf(seed + ahead);
      const paths = Object.keys(variants);
      const choose = (path: string) => {
        const texts = variants[path] ?? [];
        return texts[below(texts.length)];
      };
      const daemon = graphSource();
      for (const path of paths) put(path, variants[path]?.[0]);
      let changed: Record<string, string | undefined> = {};
      for (let round = 0; round < rounds; round += 1) {
        const found = plain(await daemon.forNodes(request()));
        const { graph } = await makeGraph(request(), nothingRemembered(root));
        expect({ round, changed, graph: found }).toEqual({ round, changed, graph: plain(graph) });
        const few = Array.from({ length: 1 + below(3) }, () => paths[below(paths.length)] ?? '');
        changed = Object.fromEntries(few.map((path) => [path, choose(path)]));
        for (const [path, text] of Object.entries(changed)) put(path, text);
      }
    },
    600_000,
  );
});
