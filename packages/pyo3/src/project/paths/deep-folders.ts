import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { depthOf, folderOf } from '../folder/workspace-path.ts';

/**
 * The number of folders that the path of a project may have. The settings of each enclosing folder
 * apply to a project, so that n projects inside each other have n² inputs, with paths of n folders each.
 */
const deepest = 32;

/** True for a folder that is too deep in the workspace to be a project. */
export function isTooDeep(folder: string): boolean {
  return depthOf(folder) > deepest;
}

/** One warning for all manifests that are not read because of their depth; names the outermost one. */
export function deepManifests(files: readonly string[]): readonly Pyo3Error[] {
  // The shortest first: the others may have thousands of folders around them.
  const [first, ...others] = [...files].sort(
    (one, other) => one.length - other.length || (one < other ? -1 : 1),
  );
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
  return [
    new Pyo3Error({
      code: 'manifest-unreadable',
      message: `This manifest${more} is not read: a project must be at most ${String(deepest)} folders deep in the workspace, but it is ${String(depthOf(folderOf(first)))} folders deep.`,
      location: { file: first },
      hint: 'Move the project to a folder closer to the workspace root.',
    }),
  ];
}
