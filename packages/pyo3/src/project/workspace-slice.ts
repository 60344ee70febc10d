/**
 * The part of a cargo workspace's root manifest that decides what rustc makes of some of its crates:
 * a member that is added, or a dependency that only others inherit, changes nothing for them.
 */
import { entriesOf, tableField } from '../toml/fields.ts';
import { isTable, type TomlTable } from '../toml/parse.ts';
import type { CrateNeeds } from './crate-needs.ts';

/** Tables of a root manifest that are about its own package, if it is one: that is hashed as files. */
const ofPackage = [
  ...['package', 'lib', 'bin', 'example', 'test', 'bench', 'features', 'badges', 'target', 'lints'],
  ...['dependencies', 'dev-dependencies', 'dev_dependencies'],
  ...['build-dependencies', 'build_dependencies'],
];

/** Which packages are members, and which of them cargo takes when none is named. */
const ofMembership = ['members', 'exclude', 'default-members', 'metadata'];

/** Tables of `[workspace]` that reach only who inherits them. */
const inheritable = ['package', 'dependencies', 'lints'];

/**
 * What `crates` read of their root manifest: profiles, patches, resolver and all that is not known
 * to be without effect; of `[workspace.package]`, `[workspace.dependencies]` and
 * `[workspace.lints]` what they inherit (Cargo reference, "Workspaces").
 *
 * @param crates members of one workspace.
 */
export function workspaceSlice(crates: readonly CrateNeeds[]): TomlTable {
  const [first] = crates;
  if (first === undefined) return {};
  const { document } = first.cargoRoot.manifest;
  const workspace = tableField(document, 'workspace');
  const fields = new Set(crates.flatMap(inheritedFields));
  const aliases = new Set(
    crates.flatMap(({ manifest }) =>
      manifest.dependencies.filter((one) => one.workspace).map(({ alias }) => alias),
    ),
  );
  return {
    ...without(document, [...ofPackage, 'workspace']),
    // The edition of a root package decides which resolver is used where none is named.
    edition: tableField(document, 'package')?.['edition'] ?? 'none',
    workspace: {
      ...without(workspace, [...ofMembership, ...inheritable]),
      package: only(tableField(workspace, 'package'), fields),
      dependencies: only(tableField(workspace, 'dependencies'), aliases),
      ...(crates.some(inheritsLints) ? { lints: tableField(workspace, 'lints') ?? {} } : {}),
    },
  };
}

function inheritedFields({ manifest }: CrateNeeds): readonly string[] {
  return entriesOf(tableField(manifest.document, 'package')).flatMap(([key, value]) =>
    isTable(value) && value['workspace'] === true ? [key] : [],
  );
}

function inheritsLints({ manifest }: CrateNeeds): boolean {
  return tableField(manifest.document, 'lints')?.['workspace'] === true;
}

function only(table: TomlTable | undefined, keys: ReadonlySet<string>): TomlTable {
  return Object.fromEntries(entriesOf(table).filter(([key]) => keys.has(key)));
}

function without(table: TomlTable | undefined, keys: readonly string[]): TomlTable {
  return Object.fromEntries(entriesOf(table).filter(([key]) => !keys.includes(key)));
}
