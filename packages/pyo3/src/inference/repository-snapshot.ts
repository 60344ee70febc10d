import type { AbsolutePath } from '../files/paths.ts';
import type { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Observations } from '../files/observing-reader.ts';
import { beginLook } from '../files/trace.ts';
import { readExternals, type Externals } from '../project/reads/externals.ts';
import { manifestsOf, type Manifests } from '../project/folder/manifests.ts';
import type { OutsideModules } from '../project/edges/outside-modules.ts';
import { withoutNeed } from '../project/edges/project-edge.ts';
import { readRepository, type Repository } from '../project/edges/repository.ts';
import { readImports, type SeenImports } from './python-imports.ts';
import { nothingRemembered, type Remembered } from './remembered.ts';

/** All that a graph is made from, of one state of the disk, and what was looked at for it. */
export interface Snapshot {
  readonly repository: Repository;
  readonly externals: Externals;
  readonly manifests: Manifests;
  readonly imports: SeenImports;
  /** Modules outside of a project that its tools import, by the project's folder. */
  readonly outside: ReadonlyMap<string, OutsideModules>;
  /** Why imports of a Python file are not known. */
  readonly unreadPython: readonly Pyo3Error[];
  /** To be called when nothing more is going to be asked. */
  readonly observations: () => Observations;
}

/**
 * @param files paths of the manifests to look at, in any order.
 * @param remembered its disk was refreshed.
 */
export async function readSnapshot(
  files: readonly string[],
  workspaceRoot: AbsolutePath,
  remembered: Remembered = nothingRemembered(workspaceRoot),
): Promise<Snapshot> {
  beginLook();
  const reader = remembered.disk.reader();
  const manifests = manifestsOf(reader, remembered.manifests, remembered.memo);
  const stated = readRepository(files, manifests);
  const { edges, outside, unread, ...imports } = await readImports(
    stated,
    workspaceRoot,
    manifests,
    remembered.imports,
  );
  const repository = { ...stated, edges: withoutNeed([...stated.edges, ...edges]) };
  const externals = readExternals(repository.projects, manifests);
  return {
    repository,
    externals,
    manifests,
    imports,
    outside,
    unreadPython: unread,
    observations: reader.observations,
  };
}
