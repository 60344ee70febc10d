import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';
import { isPyo3Error } from '../diagnostics/pyo3-error.ts';
import { treeReader } from '../files/tree.ts';
import type { CargoManifest } from '../manifest/cargo.ts';
import { manifestsOf, type Manifests } from '../project/manifests.ts';
import { childPath, folderOf } from '../project/workspace-path.ts';

/** What is in the repository before a generator changes it. */
export interface Survey {
  readonly manifests: Manifests;
  /** Folders with a Cargo.toml or a pyproject.toml that git does not ignore, sorted. */
  readonly cargoFolders: readonly string[];
  readonly pyprojectFolders: readonly string[];
}

/** Looks at all files of the tree, once. */
export function surveyRepository(tree: Tree): Survey {
  const cargoFolders: string[] = [];
  const pyprojectFolders: string[] = [];
  visitNotIgnoredFiles(tree, '.', (file) => {
    const path = childPath('.', file.replaceAll('\\', '/'));
    if (/(^|\/)node_modules\//.test(path)) return;
    if (/(^|\/)Cargo\.toml$/.test(path)) cargoFolders.push(folderOf(path));
    if (/(^|\/)pyproject\.toml$/.test(path)) pyprojectFolders.push(folderOf(path));
  });
  return {
    manifests: manifestsOf(treeReader(tree)),
    cargoFolders: cargoFolders.sort(),
    pyprojectFolders: pyprojectFolders.sort(),
  };
}

/** The readable Cargo.toml of all folders; what is broken elsewhere does not stop a generator. */
export function readableCrates({ manifests, cargoFolders }: Survey): readonly CargoManifest[] {
  return cargoFolders.flatMap((folder) => orNothing(() => manifests.cargo(folder)));
}

function orNothing<T>(read: () => T | undefined): readonly T[] {
  try {
    const value = read();
    return value === undefined ? [] : [value];
  } catch (error) {
    if (isPyo3Error(error)) return [];
    throw error;
  }
}
