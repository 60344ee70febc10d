import { isInside } from '../project/folder/workspace-path.ts';
import { reachedFrom, type Graph } from './watched-folders.ts';

/**
 * The project's compile target, if these changes require only that and the installation: they are
 * Rust files, no other extension is built from them, and every task before the installation is the
 * plugin's own. Otherwise `undefined`.
 *
 * @param changed paths from the workspace root.
 * @param run the target that installs.
 */
export function compiledAlone(
  changed: readonly string[],
  name: string,
  run: string,
  graph: Graph,
): string | undefined {
  const reached = reachedFrom(name, graph);
  if (targetsOf(name, graph)[run]?.executor !== 'pyo3:develop') return undefined;
  if (!isAllOurs(run, reached, graph)) return undefined;
  const others = [...reached].filter((each) => each !== name && compilesOf(each, graph).length > 0);
  const ofOthers = new Set(others.flatMap((each) => [...reachedFrom(each, graph)]));
  const isAlone = changed.every((file) => {
    const owner = file.endsWith('.rs') ? ownerOf(file, graph) : undefined;
    return owner !== undefined && reached.has(owner) && !ofOthers.has(owner);
  });
  const [compile, ...more] = compilesOf(name, graph);
  return isAlone && more.length === 0 ? compile : undefined;
}

function targetsOf(name: string, { nodes }: Graph) {
  return nodes[name]?.data.targets ?? {};
}

function compilesOf(name: string, graph: Graph): readonly string[] {
  return Object.entries(targetsOf(name, graph))
    .filter(([, { executor }]) => executor === 'pyo3:compile')
    .map(([target]) => target);
}

/** The plugin's targets by name, in any project: only Nx can run a target that the user defines. */
function isAllOurs(run: string, reached: ReadonlySet<string>, graph: Graph): boolean {
  const names = new Set([run]);
  for (const target of names) {
    for (const each of reached) {
      const { executor = '', dependsOn = [] } = targetsOf(each, graph)[target] ?? {
        executor: 'nx:noop',
      };
      if (executor !== 'nx:noop' && !executor.startsWith('pyo3:')) return false;
      for (const one of dependsOn)
        names.add((typeof one === 'string' ? one : one.target).replace(/^\^|^.*:/, ''));
    }
  }
  return true;
}

/** The project with the innermost folder that contains a file. */
function ownerOf(file: string, { nodes }: Graph): string | undefined {
  return Object.entries(nodes)
    .map(([name, { data }]) => ({ name, root: data.root || '.' }))
    .filter(({ root }) => isInside(file, root))
    .sort((one, other) => depth(other.root) - depth(one.root))[0]?.name;
}

function depth(root: string): number {
  return root === '.' ? 0 : root.length;
}
