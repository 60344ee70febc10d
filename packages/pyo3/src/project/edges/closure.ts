/**
 * What a project uses directly and indirectly. Cycles are normal here: cargo allows them through
 * dev-dependencies, Python through extras and groups.
 */
import { comparePaths } from '../detect/names.ts';
import type { EdgeKind, ProjectEdge } from './project-edge.ts';

const rustKinds: readonly EdgeKind[] = ['cargo-normal', 'cargo-build', 'cargo-patch'];
const pythonKinds: readonly EdgeKind[] = [
  'python-dependency',
  'python-extra',
  'python-group',
  'python-build',
  'python-import',
];
/** What a published artifact needs when it is built or installed; not for tests and extras. */
const publishedKinds: readonly EdgeKind[] = [
  'cargo-normal',
  'cargo-build',
  'python-dependency',
  'python-build',
];
const typeKinds: readonly EdgeKind[] = [...pythonKinds, 'python-import-types'];

/** Folders, without the project's own, sorted by path. */
export interface Closure {
  /** Sources that rustc reads for the extension or the crate. */
  readonly rust: readonly string[];
  /** The same for the crate's tests: also what its dev-dependencies need. */
  readonly cargoTest: readonly string[];
  /** Python projects that must be importable for the project. */
  readonly developed: readonly string[];
  /** The same for its tests: also what they alone import. */
  readonly python: readonly string[];
  /** The same for a type checker, which reads what is imported for types only. */
  readonly types: readonly string[];
  /** `developed`, `python` and `types` without what this machine's environment does not need. */
  readonly needed: Readonly<Record<'developed' | 'python' | 'types', readonly string[]>>;
  /** `rust` of the project and of every project in `python`: the extensions that tests import. */
  readonly pythonRust: readonly string[];
  /** Projects that have to be published for the project. */
  readonly published: readonly string[];
  /** Python projects that the build backend needs. */
  readonly buildSystem: readonly string[];
}

/** The edges of each folder; made once for a repository. */
export type EdgesBySource = Pick<ReadonlyMap<string, readonly ProjectEdge[]>, 'get'>;

export function edgesBySource(
  edges: readonly ProjectEdge[],
): ReadonlyMap<string, readonly ProjectEdge[]> {
  const bySource = new Map<string, ProjectEdge[]>();
  for (const edge of edges) {
    const known = bySource.get(edge.source);
    if (known === undefined) bySource.set(edge.source, [edge]);
    else known.push(edge);
  }
  return bySource;
}

export function closureOf(root: string, edges: EdgesBySource): Closure {
  const devTargets = targetsOf(root, edges, ['cargo-dev']);
  const tested = [root, ...targetsOf(root, edges, ['python-import-test'])];
  const python = reach(tested, edges, pythonKinds);
  const without = (roots: ReadonlySet<string>) =>
    [...roots].filter((other) => other !== root).sort(comparePaths);
  const developed = without(reach([root], edges, pythonKinds));
  const types = reach(tested, edges, typeKinds);
  const all = { developed, python: without(python), types: without(types) };
  // One list where they are the same, since each of thousands of crates may reach thousands.
  const rust = without(reach([root], edges, rustKinds));
  return {
    ...all,
    rust,
    // Cargo builds dev-dependencies of the tested package only, not those of its dependencies.
    cargoTest:
      devTargets.length === 0 ? rust : without(reach([root, ...devTargets], edges, rustKinds)),
    needed: neededOf(root, edges, types) ?? all,
    pythonRust: python.size === 1 ? rust : without(reach([...python], edges, rustKinds)),
    published: without(reach([root], edges, publishedKinds)),
    buildSystem: without(reach(targetsOf(root, edges, ['python-build']), edges, pythonKinds)),
  };
}

/** `undefined` where all edges of the folders are needed, as nearly always. */
function neededOf(
  root: string,
  edges: EdgesBySource,
  folders: ReadonlySet<string>,
): Closure['needed'] | undefined {
  const isAllNeeded = [...folders].every((folder) =>
    (edges.get(folder) ?? []).every(({ unneeded }) => unneeded !== true),
  );
  if (isAllNeeded) return undefined;
  const neededEdges: EdgesBySource = {
    get: (folder) => edges.get(folder)?.filter(({ unneeded }) => unneeded !== true),
  };
  return closureOf(root, neededEdges).needed;
}

/** Direct uses by Python edges that are needed, sorted by path. */
export function pythonUses(root: string, edges: EdgesBySource): readonly string[] {
  const needed = { get: () => edges.get(root)?.filter(({ unneeded }) => unneeded !== true) };
  return [...new Set(targetsOf(root, needed, pythonKinds))].sort(comparePaths);
}

/** Direct uses that are part of what is published, sorted by path. */
export function publishedUses(root: string, edges: EdgesBySource): readonly string[] {
  const targets = targetsOf(root, edges, publishedKinds).filter((target) => target !== root);
  return [...new Set(targets)].sort(comparePaths);
}

function reach(
  starts: readonly string[],
  edges: EdgesBySource,
  kinds: readonly EdgeKind[],
): ReadonlySet<string> {
  const seen = new Set(starts);
  // A set that grows while it is walked visits what was added.
  for (const root of seen) for (const target of targetsOf(root, edges, kinds)) seen.add(target);
  return seen;
}

function targetsOf(root: string, edges: EdgesBySource, kinds: readonly EdgeKind[]): string[] {
  return (edges.get(root) ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ target }) => target);
}
