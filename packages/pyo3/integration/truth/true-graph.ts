import { join } from 'node:path';
import { execa } from 'execa';
import { toolchain } from '../testing/toolchain.ts';
import type { ProjectName } from './our-graph.ts';

/** What `reader/truth.py` prints. */
export interface TrueGraph {
  readonly projects: readonly (ProjectName & { readonly kind: string })[];
  readonly edges: readonly {
    readonly source: string;
    readonly target: string;
    readonly kind: string;
  }[];
  /** Crates that cargo refuses, so that only their text could be read. */
  readonly refused: readonly { readonly folder: string; readonly reason: string }[];
  readonly broken: readonly { readonly file: string; readonly reason: string }[];
  readonly templates: readonly string[];
}

/** The graph of a git repository by cargo, git and Python's own parsers (Python 3.11 or newer). */
export async function trueGraph(root: string): Promise<TrueGraph> {
  const script = join(import.meta.dirname, 'reader', 'truth.py');
  const { stdout } = await execa(toolchain().python, ['-B', script, root]);
  return JSON.parse(stdout) as TrueGraph;
}

/** Pairs of names that Nx should have: what a crate that is no project uses, its users use. */
export function truePairs({ projects, edges }: TrueGraph): readonly string[] {
  const names = new Map(projects.map(({ root, name }) => [root, name]));
  const targetsOf = (root: string) =>
    edges.filter(({ source }) => source === root).map(({ target }) => target);
  const pairs = projects.flatMap(({ root, name }) => {
    const reached = new Set(targetsOf(root));
    // A set that grows while it is walked visits what was added.
    for (const at of reached)
      if (!names.has(at)) for (const next of targetsOf(at)) reached.add(next);
    return [...reached].flatMap((at) => {
      const other = names.get(at);
      return other === undefined || other === name ? [] : [`${name} -> ${other}`];
    });
  });
  return [...new Set(pairs)].sort();
}
