import { relative, sep } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { cargoPaths, readGraph, type Node } from './testing/graph.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { cargoRoots, expectedProjects, targetsOfKind } from './testing/expected-projects.ts';
import { makeWorkspace, sharedRepository, type Workspace } from './testing/workspace.ts';

type Graph = Readonly<Record<string, Node>>;

describeWithTools('the graph of a repository with every layout', () => {
  let workspace: Workspace;
  let graph: Graph;
  beforeAll(async () => {
    workspace = await sharedRepository();
    graph = await readGraph(workspace);
  });

  it('has a project for each crate and each distribution, and no other', () => {
    expect(Object.keys(graph).sort()).toEqual(expectedProjects.map(({ name }) => name).sort());
  });

  describe.each(expectedProjects)('$name in $root', ({ name, root, kind, uses }) => {
    it(`is seen as ${kind}, with what it uses`, () => {
      expect(graph[name]).toMatchObject({ root, targets: targetsOfKind[kind], uses });
    });

    it('says its technologies', () => {
      const technologies = /^(extension|program)/.test(kind)
        ? ['rust', 'pyo3', 'python']
        : kind.startsWith('python')
          ? ['python']
          : ['rust'];
      expect(graph[name]?.technologies).toEqual(technologies);
    });
  });

  it('is what `nx show projects` lists', async () => {
    const { stdout } = await workspace.nx(['show', 'projects', '--json']);
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(Object.keys(graph).sort());
  });

  it('describes a target as `nx show project` shows it', async () => {
    const { stdout } = await workspace.nx(['show', 'project', 'alpha', '--json']);
    const { targets } = JSON.parse(stdout) as { targets: Record<string, unknown> };
    expect(targets['develop']).toMatchObject({
      executor: 'pyo3:develop',
      cache: false,
      metadata: {
        technologies: ['rust', 'pyo3', 'python'],
        help: { command: 'npx nx run alpha:develop --help' },
      },
    });
    expect(targets['pytest']).toMatchObject({ executor: 'pyo3:pytest', cache: true });
  });

  it('says once, where it is seen, which project had to take another name', async () => {
    await workspace.remove('.nx/workspace-data');
    const { stderr } = await workspace.nx(['show', 'projects']);
    const message =
      'monorepo/crates/twin: the project is called "twin-crate", since another project is called "twin".';
    expect(stderr.split(message)).toHaveLength(2);
  });

  describe.each(cargoRoots)('cargo metadata of %s', (cargoRoot) => {
    it('has the same path dependencies', async () => {
      const folder = (path: string) => relative(workspace.root, path).split(sep).join('/');
      const metadata = await cargoPaths(workspace.path(`${cargoRoot}/Cargo.toml`));
      for (const crate of metadata) {
        const owner = ownerOf(folder(crate.folder), graph);
        const used = crate.uses.map((path) => ownerOf(folder(path), graph)?.root).sort();
        const inGraph = (owner?.uses ?? []).map((name) => graph[name]?.root);
        expect(inGraph.sort()).toEqual(used);
      }
      expect(metadata.length).toBeGreaterThan(0);
    });
  });
});

describeWithTools('the graph of a repository that is a project itself', () => {
  it('has the root, under the name of its package.json if Nx reads that, and the crates below it', async () => {
    const workspace = await makeWorkspace('rooted', { environment: false });
    const graph = await readGraph(workspace);
    expect(graph).toMatchObject({
      rooted: { root: '.', targets: targetsOfKind.extension, uses: ['helper'] },
      helper: { root: 'crates/helper', targets: targetsOfKind.crate, uses: [] },
    });
    expect(Object.keys(graph)).toHaveLength(2);

    await workspace.write('package.json', '{ "name": "whole", "private": true }\n');
    expect(Object.keys(await readGraph(workspace)).sort()).toEqual(['helper', 'rooted']);
    await workspace.write('package.json', '{ "name": "whole", "private": true, "nx": {} }\n');
    expect(Object.keys(await readGraph(workspace)).sort()).toEqual(['helper', 'whole']);
  });
});

/** The project of a crate's folder: its own, or the one around it. */
function ownerOf(folder: string, graph: Graph): Node | undefined {
  return Object.values(graph)
    .filter(({ root }) => folder === root || folder.startsWith(`${root}/`))
    .sort((a, b) => b.root.length - a.root.length)[0];
}
