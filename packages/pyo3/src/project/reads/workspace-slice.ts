/**
 * The part of a cargo workspace's root manifest that decides what rustc makes of some of its crates:
 * a member that is added, or a dependency that only others inherit, changes nothing for them.
 */
import { entriesOf, tableField } from '../../toml/fields.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import { canonicalJson } from '../folder/canonical-json.ts';
import type { CrateNeeds } from '../crate/crate-needs.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';

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
 * `[workspace.lints]` what they inherit (Cargo reference, "Workspaces"). As canonical JSON.
 *
 * @param crates members of one workspace.
 */
export function workspaceSlice(crates: readonly CrateNeeds[]): string {
  const [first] = crates;
  if (first === undefined) return '{}';
  const { manifest } = first.cargoRoot;
  const all = crates.map((crate) => inheritedBy(crate.manifest));
  const inherited = {
    fields: [...new Set(all.flatMap(({ fields }) => fields))].sort(),
    aliases: [...new Set(all.flatMap(({ aliases }) => aliases))].sort(),
    lints: all.some(({ lints }) => lints),
  };
  // Most crates of a workspace inherit the same.
  return getOrMake(slicesOf(manifest), JSON.stringify(inherited), () =>
    canonicalJson(sliceOf(manifest, inherited)),
  );
}

/** What a crate inherits from its workspace. */
interface Inherited {
  readonly fields: readonly string[];
  readonly aliases: readonly string[];
  readonly lints: boolean;
}

const slicesOf = rememberedPer((_root: CargoManifest) => new Map<string, string>());

const inheritedBy = rememberedPer(({ document, dependencies }: CargoManifest): Inherited => ({
  fields: entriesOf(tableField(document, 'package')).flatMap(([key, value]) =>
    isTable(value) && value['workspace'] === true ? [key] : [],
  ),
  aliases: dependencies.filter((one) => one.workspace).map(({ alias }) => alias),
  lints: tableField(document, 'lints')?.['workspace'] === true,
}));

function sliceOf({ document }: CargoManifest, { fields, aliases, lints }: Inherited): TomlTable {
  const workspace = tableField(document, 'workspace');
  return {
    ...without(document, [...ofPackage, 'workspace']),
    // The edition of a root package decides which resolver is used where none is named.
    edition: tableField(document, 'package')?.['edition'] ?? 'none',
    workspace: {
      ...without(workspace, [...ofMembership, ...inheritable]),
      package: only(tableField(workspace, 'package'), new Set(fields)),
      dependencies: only(tableField(workspace, 'dependencies'), new Set(aliases)),
      ...(lints ? { lints: tableField(workspace, 'lints') ?? {} } : {}),
    },
  };
}

function only(table: TomlTable | undefined, keys: ReadonlySet<string>): TomlTable {
  return recordOf(entriesOf(table).filter(([key]) => keys.has(key)));
}

function without(table: TomlTable | undefined, keys: readonly string[]): TomlTable {
  return recordOf(entriesOf(table).filter(([key]) => !keys.includes(key)));
}
