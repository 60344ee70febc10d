/** Rust files outside of a crate's folder that its manifest names: `[lib] path` and the like. */
import { arrayField, stringField, tableField } from '../../toml/fields.ts';
import { isTable } from '../../toml/parse.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { CrateNeeds } from './crate-needs.ts';
import { childPath, folderOf, isInside, resolvePath } from '../folder/workspace-path.ts';

/**
 * Files and globs: rustc finds the modules of a file beside it (Rust reference, "Module source
 * filenames").
 *
 * @param tests whether its tests, benchmarks and examples count.
 */
export function crateReads(
  { folder, manifest }: CrateNeeds,
  tests: boolean,
  reader: FileReader,
): readonly string[] {
  const { document, package: stated } = manifest;
  const kinds = tests ? ['bin', 'test', 'bench', 'example'] : ['bin'];
  const listed = kinds.flatMap((kind) => arrayField(document, kind)).filter(isTable);
  const tables = [tableField(document, 'lib'), ...listed];
  const paths = [stated?.build, ...tables.map((table) => stringField(table, 'path'))];
  const files = paths
    .map((path) => (typeof path === 'string' ? resolvePath(folder, path) : undefined))
    .filter((path) => path !== undefined)
    .filter((path) => !isInside(path, folder) && reader.isFile(path));
  const folders = files.map(folderOf).filter((around) => !isInside(folder, around));
  return [...files, ...folders.map((around) => childPath(around, '**/*'))];
}
