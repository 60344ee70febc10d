import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { execa } from 'execa';
import { describeWithTools } from '../testing/describe-with-tools.ts';
import { readGraph } from '../testing/graph.ts';
import { runFolder, workspaceOf } from '../testing/workspace.ts';
import { checkouts } from './checkouts.ts';
import { compare, type Comparison } from './comparison.ts';
import { sdists, unpackedSdist } from './sdists.ts';
import { trueGraph, truePairs } from './true-graph.ts';
import { written, writeRepository } from './workspaces/written.ts';

/** How many projects and edges there must be at least, so that an empty graph is no success. */
const atLeast: Readonly<Record<string, readonly [projects: number, edges: number]>> = {
  crates: [24, 22],
  distributions: [23, 28],
  mixed: [16, 22],
};

function expectTruth(found: Comparison, [projects, edges]: readonly [number, number]): void {
  expect(found.differences).toEqual([]);
  expect(found.projects).toBeGreaterThanOrEqual(projects);
  expect(found.edges).toBeGreaterThanOrEqual(edges);
}

describeWithTools('the graph, beside what cargo, tomllib and ast say', () => {
  // The hooks tell of templates and missing lock files on stderr.
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));

  describe.each(Object.keys(written))('of the written repository "%s"', (name) => {
    const files = written[name] ?? {};
    const folder = () => join(runFolder(), `truth-${name}`);

    it('has the same projects and edges', async () => {
      await writeRepository(files, folder());
      // cargo resolves patches, and for that reads the manifests of the packages of others.
      if ('Cargo.lock' in files) await execa('cargo', ['fetch', '--locked'], { cwd: folder() });
      expectTruth(await compare(folder()), atLeast[name] ?? [1, 1]);
    });

    it('is what Nx has, and each template and each broken manifest is told once', async () => {
      const workspace = await workspaceOf(`nx-${name}`, (root) => writeRepository(files, root));
      const truth = await trueGraph(workspace.root);
      const graph = await readGraph(workspace);
      const pairs = Object.entries(graph).flatMap(([source, { uses }]) =>
        uses.map((target) => `${source} -> ${target}`),
      );
      expect(Object.keys(graph).sort()).toEqual(truth.projects.map((one) => one.name).sort());
      expect([...new Set(pairs)].sort()).toEqual(truePairs(truth));

      await workspace.remove('.nx/workspace-data');
      const { stderr } = await workspace.nx(['show', 'projects']);
      const told = stderr.split('templates and so not projects: ').slice(1);
      const templates = told.map((text) =>
        text.split('. [template-skipped]\n', 1).join('').split(', '),
      );
      expect(templates.flat().sort()).toEqual([...truth.templates].sort());
      for (const { file } of truth.broken) expect(stderr.split(`${file}:`)).toHaveLength(2);
    });
  });

  describe.each(sdists)('of the sdist %s', (sdist) => {
    it('has the same projects and edges', async () => {
      expectTruth(await compare(await unpackedSdist(sdist)), [2, 1]);
    });
  });

  // Without PYO3_TRUTH_REPOSITORIES there are none of these, since no registry has what they look at.
  for (const { name, folder } of checkouts()) {
    it(`has the same projects and edges: checkout ${name}`, async () => {
      const copy = join(runFolder(), `checkout-${name}`);
      await cp(folder, copy, { recursive: true });
      expectTruth(await compare(copy), [1, 0]);
    });
  }
});
