/**
 * What manifests and links lead to outside of the workspace: Nx hashes nothing there, so that the
 * fingerprint holds its content.
 */
import type { FileReader } from '../../files/file-reader.ts';
import { readCrateNeeds } from '../crate/crate-needs.ts';
import { linkedFiles } from '../paths/linked-files.ts';
import type { Manifests } from '../folder/manifests.ts';
import { pathOutside } from '../paths/named-paths.ts';
import { cratesOf, type Pyo3Project } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

export interface OutsidePath {
  /** Relative to the workspace root, or absolute. */
  readonly path: string;
  /** The manifest or link that leads there. */
  readonly from: string;
}

/**
 * Sorted by path, each once.
 *
 * @param roots of all projects, broken ones included.
 * @param loose folders of crates that are no projects.
 */
export function outsidePaths(
  projects: readonly Pyo3Project[],
  roots: ReadonlySet<string>,
  loose: readonly string[],
  manifests: Manifests,
): readonly OutsidePath[] {
  const { memo } = manifests;
  const crates = new Set([...projects.flatMap(cratesOf).map(({ root }) => root), ...loose]);
  const found = new Map<string, string>();
  const add = ({ path, from }: OutsidePath) => found.has(path) || found.set(path, from);
  for (const folder of crates) {
    memo.get('outside-crate', folder, [], () => ofCrate(folder, manifests)).forEach(add);
  }
  for (const project of projects) {
    const make = () => [
      ...ofDistribution(project, manifests),
      ...ofLinks(project, roots, manifests.reader),
    ];
    memo.get('outside-project', project.root, [project, roots], make).forEach(add);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, from]) => ({ path, from }));
}

function ofCrate(folder: string, manifests: Manifests): readonly OutsidePath[] {
  const needs = readCrateNeeds(folder, manifests);
  if (needs === undefined) return [];
  const { cargoRoot, manifest, dependencies } = needs;
  const replaced = [...cargoRoot.manifest.patch, ...cargoRoot.manifest.replace];
  return [
    ...dependencies.map(({ path, workspace }) =>
      leadingTo(workspace ? cargoRoot.folder : folder, path, childPath(folder, 'Cargo.toml')),
    ),
    leadingTo(folder, manifest.lib?.path, childPath(folder, 'Cargo.toml')),
    ...replaced.map(({ path }) => leadingTo(cargoRoot.folder, path, cargoRoot.manifest.file)),
  ].flat();
}

function ofDistribution({ root, distribution }: Pyo3Project, manifests: Manifests) {
  if (distribution === undefined) return [];
  const { uv, poetryPaths = {} } = manifests.pyproject(root) ?? {};
  const ofUv = Object.values(uv?.sources ?? {}).flat();
  const paths = [...ofUv.map(({ path }) => path), ...Object.values(poetryPaths)];
  return paths.flatMap((path) => leadingTo(root, path, distribution.pyprojectPath));
}

function ofLinks(project: Pyo3Project, roots: ReadonlySet<string>, reader: FileReader) {
  return linkedFiles(project, roots, reader).outside.map(({ link, target }) => ({
    path: target,
    from: link,
  }));
}

function leadingTo(base: string, path: string | undefined, from: string): readonly OutsidePath[] {
  const outside = path === undefined ? undefined : pathOutside(base, path);
  return outside === undefined ? [] : [{ path: outside, from }];
}
