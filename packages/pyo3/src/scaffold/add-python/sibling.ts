import { join, posix } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import { cacheKeys } from '../corrections/cache-keys.ts';
import { crateIdentifier } from '../../manifest/cargo/crate-name.ts';
import { childPath, resolvePath } from '../../project/folder/workspace-path.ts';
import { insertKey } from '../../toml/edit.ts';
import { findCargoHome } from '../workspace/cargo-home.ts';
import { joinCargoWorkspace } from '../workspace/cargo-membership.ts';
import { correctManifests, manifestFiles } from '../workspace/correct-manifests.ts';
import { ignoreBuildFiles } from '../workspace/gitignore.ts';
import type { Library } from '../library/shape.ts';
import { templatesFor } from '../library/templates.ts';
import { registerPlugin } from '../workspace/plugin-registration.ts';
import { surveyRepository, type Survey } from '../workspace/repository-survey.ts';
import { joinUvWorkspace } from '../workspace/uv-membership.ts';
import { refused, type CrateSource } from './crate-source.ts';

/** The crate's name in the library's Cargo.toml, and in its Rust code. */
interface CrateDependency {
  readonly key: string;
  /** `true` for an entry of `[workspace.dependencies]`. */
  readonly isShared: boolean;
  readonly path: string;
}

/**
 * Writes a library that depends on the crate, and returns the crate's path in the library's Rust
 * code.
 *
 * @throws Pyo3Error `option-invalid` for a crate that cannot be a dependency.
 */
export async function writeSibling(
  tree: Tree,
  source: CrateSource,
  library: Library,
  survey: Survey,
): Promise<string> {
  const { crate, name } = source.project;
  if (!source.types.some((type) => ['lib', 'rlib', 'dylib'].includes(type))) {
    const hint = 'Add "rlib" to crate-type in its Cargo.toml, or write --inPlace.';
    throw refused(
      name,
      'its crate types are only for other languages, so no crate can depend on it',
      hint,
    );
  }
  const { key, isShared, path } = dependencyOn(source, library, survey);
  const home = findCargoHome(library.crateDirectory, survey);
  joinCargoWorkspace(tree, library.crateDirectory, survey);
  joinUvWorkspace(tree, library.directory, survey);
  registerPlugin(tree);
  ignoreBuildFiles(tree);
  for (const { folder, into, values } of templatesFor(library, home, survey)) {
    generateFiles(
      tree,
      join(import.meta.dirname, '../../generators/library/files', folder),
      into,
      values,
    );
  }
  const manifest = childPath(library.crateDirectory, 'Cargo.toml');
  const before = tree.read(manifest, 'utf-8') ?? '';
  const spec = {
    path: posix.relative(library.crateDirectory, crate.root),
    ...(key === crate.name ? {} : { package: crate.name }),
  };
  const after = isShared
    ? insertKey(before, ['dependencies'], [key, 'workspace'], true, { sorted: true })
    : insertKey(before, ['dependencies'], key, spec, { sorted: true });
  tree.write(manifest, after);
  await watchCrate(tree, library);
  return path;
}

/** uv rebuilds the library if a file of the crate changes. */
async function watchCrate(tree: Tree, { directory }: Library): Promise<void> {
  const own = childPath(directory, 'pyproject.toml');
  correctManifests(tree, manifestFiles(await surveyRepository(tree)), [
    (surveyed) => cacheKeys(surveyed).filter(({ file }) => file === own),
  ]);
}

/** The crate's name in the Rust code of a library beside it. */
export function crateInLibrary(source: CrateSource, library: Library, survey: Survey): string {
  return dependencyOn(source, library, survey).path;
}

function dependencyOn(
  { project: { crate }, identifier }: CrateSource,
  library: Library,
  survey: Survey,
): CrateDependency {
  const home = findCargoHome(library.crateDirectory, survey);
  const shared = home.workspace?.dependencies.find(
    ({ name, path }) =>
      name === crate.name && path !== undefined && resolvePath(home.folder, path) === crate.root,
  );
  // A dependency of the library itself already uses the name.
  const isTaken = ['pyo3', 'numpy'].includes(crate.name);
  const key = shared?.alias ?? (isTaken ? `${crate.name}-crate` : crate.name);
  const isRenamed = key !== crate.name;
  const path = isRenamed ? crateIdentifier(key) : identifier;
  const isHidden = ['tests', library.initName].includes(path);
  return { key, isShared: shared !== undefined, path: isHidden ? `::${path}` : path };
}
