import { folderOf } from '../../src/project/folder/workspace-path.ts';
import { ourGraph } from './our-graph.ts';
import { trueGraph, truePairs } from './true-graph.ts';

/** Lines of one graph that the other has not; the truth's with `missing`, ours with `false`. */
export interface Comparison {
  readonly differences: readonly string[];
  readonly projects: number;
  readonly edges: number;
  readonly templates: readonly string[];
  readonly broken: readonly string[];
  /** Crates whose manifest cargo refuses: their edges are compared with the text of the manifest. */
  readonly refused: readonly string[];
}

/** Compares nodes and edges of a git repository with what cargo, `tomllib` and `ast` say of it. */
export async function compare(root: string): Promise<Comparison> {
  const [truth, ours] = [await trueGraph(root), await ourGraph(root)];
  const broken = truth.broken.map(({ file }) => folderOf(file));
  const named = ({ root: at, name }: { readonly root: string; readonly name: string }) =>
    `${at} is "${name}"`;
  const edges = truth.edges.map(({ source, kind, target }) => `${source} -${kind}-> ${target}`);
  return {
    differences: [
      ...differences('project', truth.projects.map(named), ours.projects.map(named)),
      ...differences('edge', edges, ours.edges),
      ...differences('pair', truePairs(truth), ours.pairs),
      ...differences('broken project', broken, ours.broken),
      ...differences('template', truth.templates, ours.templates),
    ],
    projects: truth.projects.length,
    edges: edges.length,
    templates: truth.templates,
    broken,
    refused: truth.refused.map(({ folder }) => folder),
  };
}

function differences(
  what: string,
  truth: readonly string[],
  ours: readonly string[],
): readonly string[] {
  const without = (lines: readonly string[], others: ReadonlySet<string>) =>
    [...new Set(lines)].filter((line) => !others.has(line)).sort();
  return [
    ...without(truth, new Set(ours)).map((line) => `missing ${what}: ${line}`),
    ...without(ours, new Set(truth)).map((line) => `false ${what}: ${line}`),
  ];
}
