/** The registry that cargo publishes a crate to, and its index, as cargo's own settings have them. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FileReader } from '../files/file-reader.ts';
import { childPath, enclosingFolders } from '../project/folder/workspace-path.ts';
import { stringField, tableField } from '../toml/fields.ts';
import { parseTomlDocument, type TomlTable } from '../toml/parse.ts';
import { hasPassword } from './redact.ts';

export interface CargoRegistry {
  /** The name for `--registry`; absent for crates.io and for an address. */
  readonly name?: string;
  /** The address for `--index`. */
  readonly address?: string;
  /** The root of a sparse index with a slash at the end; absent for an index in a git repository. */
  readonly sparse?: string;
  readonly label: string;
  /** The variable that holds its token. */
  readonly tokenVariable: string;
}

export interface RegistryRequest {
  readonly task: string;
  /** What the options name: a name of cargo's settings or an address. */
  readonly asked: string | undefined;
  /** `package.publish` where it is a list. */
  readonly allowed: readonly string[] | undefined;
  /** The project's folder, in which cargo is started. */
  readonly folder: string;
  readonly reader: FileReader;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * As cargo decides: the option, the only registry of `package.publish`, `registry.default`, crates.io.
 *
 * @throws Pyo3Error `option-invalid` for a registry that cargo's settings do not have.
 */
export function cargoRegistry(request: RegistryRequest): CargoRegistry {
  const { task, asked, allowed, env } = request;
  if (asked?.includes('://') === true) {
    if (hasPassword(asked)) {
      throw invalid(
        `The address of the registry in the options of ${task} contains a password.`,
        'Remove it, and set the token in CARGO_REGISTRY_TOKEN.',
      );
    }
    const sparse = sparseRoot(asked);
    const own = { address: asked, label: asked, tokenVariable: 'CARGO_REGISTRY_TOKEN' };
    return sparse === undefined ? own : { ...own, sparse };
  }
  const settings = cargoSettings(request);
  const only = allowed?.length === 1 ? allowed[0] : undefined;
  const byDefault = env['CARGO_REGISTRY_DEFAULT'] ?? firstOf(settings, ['registry', 'default']);
  const name = asked ?? only ?? byDefault ?? 'crates-io';
  if (name === 'crates-io') {
    return {
      label: 'crates.io',
      sparse: 'https://index.crates.io/',
      tokenVariable: 'CARGO_REGISTRY_TOKEN',
      // Where another registry is the default, crates.io has to be named.
      ...(byDefault === undefined || byDefault === name ? {} : { name }),
    };
  }
  const variable = `CARGO_REGISTRIES_${name.toUpperCase().replaceAll('-', '_')}`;
  const index = env[`${variable}_INDEX`] ?? firstOf(settings, ['registries', name, 'index']);
  if (index === undefined) {
    throw invalid(
      `${task} publishes to the registry "${name}", which cargo's settings do not name.`,
      `Write it to .cargo/config.toml: [registries.${name}] index = "sparse+https://…/".`,
    );
  }
  const sparse = sparseRoot(index);
  const registry = { name, label: name, tokenVariable: `${variable}_TOKEN` };
  return sparse === undefined ? registry : { ...registry, sparse };
}

/** Where cargo keeps what is not of one repository. */
export function cargoHome(env: Readonly<Record<string, string | undefined>>): string {
  return env['CARGO_HOME'] ?? join(homedir(), '.cargo');
}

function sparseRoot(index: string): string | undefined {
  const [, root] = /^sparse\+(.+)$/.exec(index) ?? [];
  return root?.replace(/\/*$/, '/');
}

/** Cargo's settings, the nearest first: of the folder, of those around it, of cargo's home. */
function cargoSettings({ folder, reader, env }: RegistryRequest): readonly TomlTable[] {
  const inWorkspace = enclosingFolders(folder).flatMap((one) => {
    const file = ['config', 'config.toml']
      .map((name) => childPath(one, '.cargo', name))
      .find((path) => reader.isFile(path));
    return file === undefined ? [] : [parseTomlDocument(reader.read(file) ?? '', file)];
  });
  const home = cargoHome(env);
  const atHome = ['config', 'config.toml'].map((name) => join(home, name)).find(existsSync);
  const own = atHome === undefined ? [] : [parseTomlDocument(readFileSync(atHome, 'utf8'), atHome)];
  return [...inWorkspace, ...own];
}

function firstOf(settings: readonly TomlTable[], path: readonly string[]): string | undefined {
  const key = path.at(-1) ?? '';
  return settings
    .map((table) =>
      stringField(path.slice(0, -1).reduce<TomlTable | undefined>(tableField, table), key),
    )
    .find((value) => value !== undefined);
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
