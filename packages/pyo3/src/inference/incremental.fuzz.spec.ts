import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { numbersOf } from '../testing/random-text.ts';
import { variants } from '../testing/repository-variants.ts';
import { graphSource } from './graph-source.ts';
import type { Graph, GraphRequest } from './graph.ts';
import { makeGraph } from './make-graph.ts';
import { nothingRemembered } from './remembered.ts';

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
