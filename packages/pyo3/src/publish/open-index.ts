/** A cargo registry's sparse index, with what cargo needs to read a private one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringField, tableField } from '../toml/fields.ts';
import { parseTomlDocument } from '../toml/parse.ts';
import { cargoHome, type CargoRegistry } from './cargo-registry.ts';
import { lookUp } from './look-up.ts';
import {
  findIndexed,
  indexedVersions,
  indexPath,
  parseIndexConfig,
  type IndexConfig,
  type IndexedCrate,
} from './sparse-index.ts';

export interface OpenIndex {
  readonly config: IndexConfig;
  readonly authorization?: string;
  readonly find: (name: string, version: string) => Promise<IndexedCrate | undefined>;
  /** All versions of a crate, yanked ones too; empty for a crate that the index does not have. */
  readonly versions: (name: string) => Promise<readonly string[]>;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * `undefined` for an index in a git repository.
 *
 * @throws Pyo3Error `index-unreachable`.
 */
export async function openIndex(registry: CargoRegistry, env: Env): Promise<OpenIndex | undefined> {
  const { sparse } = registry;
  if (sparse === undefined) return undefined;
  const token = env[registry.tokenVariable] ?? storedToken(registry, env);
  const own = token === undefined ? {} : { authorization: token };
  const page = await lookUp(`${sparse}config.json`, own);
  const linesOf = (name: string) => lookUp(`${sparse}${indexPath(name)}`, own);
  return {
    config: parseIndexConfig(page?.text ?? '{}'),
    ...own,
    find: async (name, version) => {
      const lines = await linesOf(name);
      return lines && findIndexed(lines.text, version);
    },
    versions: async (name) => indexedVersions((await linesOf(name))?.text ?? ''),
  };
}

/** What `cargo login` wrote (Cargo reference, "Credentials"). */
function storedToken({ name }: CargoRegistry, env: Env): string | undefined {
  const file = ['credentials.toml', 'credentials']
    .map((one) => join(cargoHome(env), one))
    .find(existsSync);
  if (file === undefined) return undefined;
  const table = parseTomlDocument(readFileSync(file, 'utf8'), file);
  const own =
    name === undefined || name === 'crates-io'
      ? tableField(table, 'registry')
      : tableField(tableField(table, 'registries'), name);
  return stringField(own, 'token');
}
