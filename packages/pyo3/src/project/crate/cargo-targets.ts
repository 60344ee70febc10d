import { arrayField, booleanField, stringField } from '../../toml/fields.ts';
import { isTable } from '../../toml/parse.ts';
import { readCrateNeeds } from './crate-needs.ts';
import { libraryTypes } from './library-crate.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { Crate } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/** What cargo makes of a crate (Cargo reference, "Cargo Targets"). */
export interface CargoTargets {
  /** Names of the programs, sorted. */
  readonly programs: readonly string[];
  /** The program that `cargo run` starts; `undefined` where one has to be named. */
  readonly defaultProgram?: string;
  /** Crate types of the library; empty when there is none. */
  readonly library: readonly string[];
  readonly hasBenchmarks: boolean;
}

/** By the manifest and the folders in which cargo looks by itself ("Target auto-discovery"). */
export function cargoTargetsOf(crate: Crate, manifests: Manifests): CargoTargets {
  const document = readCrateNeeds(crate.root, manifests)?.manifest.document ?? {};
  const stated = document['package'];
  const settings = isTable(stated) ? stated : {};
  const named = (kind: string) =>
    arrayField(document, kind)
      .filter(isTable)
      .map((table) => stringField(table, 'name'))
      .filter((name) => name !== undefined);
  const found = booleanField(settings, 'autobins') === false ? [] : foundPrograms(crate, manifests);
  const programs = [...new Set([...named('bin'), ...found])].sort();
  const hasBenchmarks =
    named('bench').length > 0 ||
    (booleanField(settings, 'autobenches') !== false && hasSources(crate, 'benches', manifests));
  const chosen = stringField(settings, 'default-run');
  const [only, ...others] = programs;
  const defaultProgram = chosen ?? (others.length === 0 ? only : undefined);
  return {
    programs,
    ...(defaultProgram === undefined ? {} : { defaultProgram }),
    library: libraryTypes(crate, manifests),
    hasBenchmarks,
  };
}

function foundPrograms({ root, name }: Crate, manifests: Manifests): readonly string[] {
  const { reader } = manifests;
  const main = reader.isFile(childPath(root, 'src', 'main.rs')) ? [name] : [];
  return [...main, ...sourcesIn(childPath(root, 'src', 'bin'), manifests)];
}

function hasSources(crate: Crate, folder: string, manifests: Manifests): boolean {
  return sourcesIn(childPath(crate.root, folder), manifests).length > 0;
}

/** `<name>.rs` and `<name>/main.rs`. */
function sourcesIn(folder: string, { reader }: Manifests): readonly string[] {
  return reader.entries(folder).flatMap(({ name, kind }) => {
    if (kind !== 'folder' && name.endsWith('.rs')) return [name.slice(0, -'.rs'.length)];
    return kind === 'folder' && reader.isFile(childPath(folder, name, 'main.rs')) ? [name] : [];
  });
}
