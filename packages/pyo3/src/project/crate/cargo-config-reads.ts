/**
 * Files that cargo's configuration names: what it includes, target specifications, linkers and runners
 * in the repository.
 */
import { isArray } from '../../toml/fields.ts';
import { isTable, parseTomlDocument, type TomlTable } from '../../toml/parse.ts';
import type { Manifests } from '../folder/manifests.ts';
import { filesNamedIn, textsIn } from '../paths/named-paths.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders, folderOf, resolvePath } from '../folder/workspace-path.ts';

/** @param folders in which cargo is started: it looks for its configuration from there upwards. */
export function cargoConfigReads(
  folders: readonly string[],
  manifests: Manifests,
): readonly string[] {
  const around = new Set(folders.flatMap(enclosingFolders));
  const known = knownOf(manifests);
  return [
    ...new Set(
      [...around].flatMap((folder) => getOrMake(known, folder, () => readsIn(folder, manifests))),
    ),
  ];
}

const knownOf = rememberedPer((_manifests: Manifests) => new Map<string, readonly string[]>());

function readsIn(folder: string, manifests: Manifests): readonly string[] {
  const { reader } = manifests;
  const cargo = childPath(folder, '.cargo');
  if (!reader.isDirectory(cargo)) return [];
  const file = ['config', 'config.toml']
    .map((name) => childPath(cargo, name))
    .find((path) => reader.isFile(path));
  return file === undefined ? [] : readsFrom(file, folder, manifests);
}

/**
 * An included path is relative to the file that names it, others to the folder around `.cargo` (Cargo
 * reference, "Configuration", "Config-relative paths").
 */
function readsFrom(first: string, folder: string, manifests: Manifests): readonly string[] {
  const found: string[] = [];
  // A set that grows while it is walked: each file once, and no stack that a long chain overflows.
  const files = new Set([first]);
  for (const file of files) {
    const { include, ...others } = readConfig(file, manifests) ?? {};
    const listed = isArray(include) ? include : [include];
    const included = listed
      .flatMap((one) => (typeof one === 'string' ? [one] : isTable(one) ? [one['path']] : []))
      .map((path) => (typeof path === 'string' ? resolvePath(folderOf(file), path) : undefined))
      .filter((path) => path !== undefined);
    for (const path of included) files.add(path);
    for (const path of filesNamedIn(textsIn(others), [folder], manifests.reader)) found.push(path);
  }
  return [...[...files].slice(1), ...found];
}

/** What is no TOML names nothing: cargo says so. */
function readConfig(file: string, { reader }: Manifests): TomlTable | undefined {
  try {
    return reader.isFile(file) ? parseTomlDocument(reader.read(file) ?? '', file) : undefined;
  } catch {
    return undefined;
  }
}
