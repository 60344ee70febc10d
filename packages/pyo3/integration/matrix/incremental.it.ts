import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { graphSource } from '../../src/inference/graph-source.ts';
import type { Graph, GraphRequest } from '../../src/inference/graph.ts';
import { makeGraph, nothingRemembered } from '../../src/inference/make-graph.ts';
import { applyEdits, datePaths, revertFiles } from './apply.ts';
import { mutations } from './table.ts';

/** What is outside of the files changes no graph. */
const machine = {
  setVariable: () => undefined,
  useOtherRustc: () => undefined,
  useOtherPython: () => undefined,
};

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-incremental-')));
  cpSync(join(import.meta.dirname, '../fixtures/matrix'), root, { recursive: true });
  writeFileSync(
    join(root, 'nx.json'),
    '{\n  "plugins": [{ "plugin": "pyo3", "options": {} }]\n}\n',
  );
  writeFileSync(join(root, '.gitignore'), '.nx\n');
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root });
  git('init', '--quiet');
  git('add', '--all');
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
  git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message=fixture');
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function request(): GraphRequest {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const manifests = files.filter((file) => /(^|[\\/])(Cargo|pyproject)\.toml$/.test(file));
  return { workspaceRoot: root, files: manifests.map(slashed), options: undefined };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function plain(graph: Graph): unknown {
  return JSON.parse(JSON.stringify(graph));
}

describe('a process that sees every mutation of the matrix, one after the other', () => {
  const daemon = graphSource();
  let second = 1_000_000_000;
  const compare = async () => {
    const found = plain(await daemon.forNodes(request()));
    const { graph } = await makeGraph(request(), nothingRemembered(root));
    expect(found).toEqual(plain(graph));
  };

  it.each(mutations)(
    'has the graph of a new process after $id, and after its revert',
    async (one) => {
      applyEdits(root, one.edits, machine);
      datePaths(root, one.edits, (second += 1));
      await compare();
      revertFiles(root, one.edits);
      datePaths(root, one.edits, (second += 1));
      // What two mutations in a row change is another set of files than either of them.
      if (second % 4 === 0) await compare();
    },
  );
});
