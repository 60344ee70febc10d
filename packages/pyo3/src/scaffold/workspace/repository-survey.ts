import { globAsync, type Tree } from '@nx/devkit';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { treeReader } from '../../files/tree.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import { manifestsOf, type Manifests } from '../../project/folder/manifests.ts';
import { withoutVendored } from '../../project/paths/vendored.ts';
import { folderOf } from '../../project/folder/workspace-path.ts';

/** What is in the repository before a generator changes it. */
export interface Survey {
  readonly manifests: Manifests;
  /** Folders with a Cargo.toml or a pyproject.toml that git does not ignore, sorted. */
  readonly cargoFolders: readonly string[];
  readonly pyprojectFolders: readonly string[];
}

/** Looks for the manifests of the tree, once. */
export async function surveyRepository(tree: Tree): Promise<Survey> {
  return {
    manifests: manifestsOf(treeReader(tree)),
    cargoFolders: await foldersWith(tree, 'Cargo.toml'),
    pyprojectFolders: await foldersWith(tree, 'pyproject.toml'),
  };
}

/** devkit's `visitNotIgnoredFiles` would not do: that of version 23 fails on Nx 22. */
async function foldersWith(tree: Tree, manifest: string): Promise<readonly string[]> {
  const files = await globAsync(tree, [`**/${manifest}`]);
  const outside = files.filter((file) => !/(^|\/)node_modules\//.test(file));
  return withoutVendored(outside.map(folderOf).sort(), treeReader(tree));
}

/** The readable Cargo.toml of all folders; what is broken elsewhere does not stop a generator. */
export function readableCrates({ manifests, cargoFolders }: Survey): readonly CargoManifest[] {
  return cargoFolders.flatMap((folder) => readable(() => manifests.cargo(folder)));
}

/** What is read, unless there is nothing, or the manifest is broken: its own project says that. */
export function readable<T>(read: () => T | undefined): readonly T[] {
  try {
    const value = read();
    return value === undefined ? [] : [value];
  } catch (error) {
    if (isPyo3Error(error)) return [];
    throw error;
  }
}
