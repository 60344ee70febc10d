import type { Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { treeReader } from '../../files/tree.ts';
import { manifestsOf } from '../../project/folder/manifests.ts';
import { cratesOf } from '../../project/folder/pyo3-project.ts';
import { readRepository, type Repository } from '../../project/edges/repository.ts';
import { movedPath, type Move } from './moved-paths.ts';

/**
 * Compares the repository after the move with the one before: the same projects, each crate in its
 * cargo workspace, and every dependency between them.
 *
 * @throws Pyo3Error `option-invalid` if something would be lost; nothing has been written to disk
 * yet.
 */
export function requireSameGraph(
  before: Repository,
  files: readonly string[],
  move: Move,
  tree: Tree,
): void {
  const after = new Set(factsOf(readRepository(files, manifestsOf(treeReader(tree))), undefined));
  const lost = factsOf(before, move).find((fact) => !after.has(fact));
  if (lost === undefined) return;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The project cannot be moved to "${move.to}", because this would no longer be true: ${lost}.`,
    hint: 'Move it by hand, or choose a folder inside the same workspaces.',
  });
}

/** Describes the facts in words, with the folders after the move. */
function factsOf({ projects, edges }: Repository, move: Move | undefined): readonly string[] {
  const at = (path: string) => (move === undefined ? path : movedPath(path, move));
  return [
    ...projects.map(({ root, kind, name }) => `${at(root)} is the ${kind} project "${name}"`),
    ...projects
      .flatMap(cratesOf)
      .map(
        ({ root, cargoRoot }) =>
          `the crate in ${at(root)} belongs to the workspace ${at(cargoRoot)}`,
      ),
    ...edges.map(({ source, target, kind }) => `${at(source)} uses ${at(target)} (${kind})`),
  ];
}
