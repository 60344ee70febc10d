/**
 * Completes uv's `cache-keys`: `uv sync` rebuilds an extension if one of these files changes, so
 * they must include the crates that it is built from. Only existing lists are completed.
 */
import { posix } from 'node:path';
import { closureOf, edgesBySource } from '../../project/edges/closure.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';
import { appendToArray } from '../../toml/edit.ts';
import { arrayField, stringField, tableField } from '../../toml/fields.ts';
import { isTable } from '../../toml/parse.ts';
import { readable, type Correction, type Rule, type Surveyed } from './correction.ts';

const path = ['tool', 'uv', 'cache-keys'];

export const cacheKeys: Rule = ({ repository, manifests }) => {
  const edges = edgesBySource(repository.edges);
  return repository.projects
    .filter((project) => project.kind === 'maturin')
    .flatMap((project) => missingKeys(project, closureOf(project.root, edges).rust, manifests));
};

function missingKeys(
  { root, distribution }: MaturinProject,
  crates: readonly string[],
  manifests: Surveyed['manifests'],
): readonly Correction[] {
  const tool = readable(() => manifests.pyproject(root))?.tool;
  const written = arrayField(tableField(tool, 'uv'), 'cache-keys');
  if (written.length === 0) return [];
  const known = written.filter(isTable).flatMap((key) => stringField(key, 'file') ?? []);
  return crates.flatMap((crate) => {
    const folder = posix.relative(root, crate);
    return [`${folder}/Cargo.toml`, `${folder}/src/**/*.rs`]
      .filter((file) => !isCovered(file, folder, known))
      .map((file) => ({
        file: distribution.pyprojectPath,
        edit: (text) => appendToArray(text, path, { file }),
        what: `uv rebuilds it if ${file} changes`,
      }));
  });
}

function isCovered(file: string, folder: string, known: readonly string[]): boolean {
  const whole = [`${folder}/**`, `${folder}/**/*`];
  const rust = file.endsWith('.rs') ? [`${folder}/**/*.rs`] : [];
  return [file, ...whole, ...rust].some((glob) => known.includes(glob));
}
