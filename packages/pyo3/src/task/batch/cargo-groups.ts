import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { absolutePath, type AbsolutePath } from '../../files/paths.ts';
import { packageSpec } from '../../commands/cargo-selection.ts';
import { safely } from '../../files/disk.ts';
import type { Command } from '../../process/command.ts';
import { readCrateNeeds } from '../../project/crate/crate-needs.ts';
import { manifestsOf, type Manifests } from '../../project/folder/manifests.ts';
import type { Crate } from '../../project/folder/pyo3-project.ts';
import type { BatchTask } from './run-batch.ts';
import type { TaskSession } from '../session/task-session.ts';
import { childPath, enclosingFolders } from '../../project/folder/workspace-path.ts';

/** A crate that a task of a batch compiles. */
export interface GroupMember {
  readonly session: TaskSession;
  readonly crate: Crate;
  /** Folder in which cargo runs. */
  readonly projectRoot: string;
  /** The run of cargo for some packages of the workspace; `undefined` when it takes none but one. */
  readonly together: (packages: readonly string[]) => Command | undefined;
}

/** Two members or more: for one, cargo would only run twice. */
export type CargoGroup<Member extends GroupMember = GroupMember> = readonly [
  Member,
  Member,
  ...Member[],
];

/**
 * The members that one run of cargo can compile as each would alone: they are in one cargo workspace,
 * have the same command and environment, the same settings between workspace and project, and the
 * same features of pyo3, since another set of them for all would compile it once more. A member that
 * fits no other is in no group: its own task compiles it.
 */
export function cargoGroups<Member extends GroupMember>(
  members: readonly Member[],
): readonly CargoGroup<Member>[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member, manifestsOf(member.session.reader));
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return [...groups.values()].flatMap(([first, second, ...others]) =>
    first === undefined || second === undefined ? [] : [[first, second, ...others] as const],
  );
}

function keyOf(member: GroupMember, manifests: Manifests): string | undefined {
  const { crate, projectRoot, together } = member;
  const command = together([]);
  if (command === undefined) return undefined;
  const { program, args, env } = command;
  const settings = settingsBetween(crate.cargoRoot, projectRoot, manifests);
  const key = [crate.cargoRoot, program, args, env, settings, pyo3Of(crate, manifests)];
  return JSON.stringify(key);
}

/** Cargo reference, "Hierarchical structure", and the rustup book, "The toolchain file". */
const settingsFiles = [
  '.cargo/config.toml',
  '.cargo/config',
  'rust-toolchain.toml',
  'rust-toolchain',
];

function settingsBetween(
  cargoRoot: string,
  projectRoot: string,
  { reader }: Manifests,
): readonly string[] {
  const folders = enclosingFolders(projectRoot);
  const above = folders.indexOf(cargoRoot);
  return folders
    .slice(0, above === -1 ? folders.length : above)
    .flatMap((folder) => settingsFiles.map((file) => childPath(folder, file)))
    .filter((file) => reader.isFile(file));
}

function pyo3Of(crate: Crate, manifests: Manifests): unknown {
  const { manifest, dependencies = [] } = readCrateNeeds(crate.root, manifests) ?? {};
  const used = dependencies.filter(({ name }) => name.startsWith('pyo3'));
  const stated = Object.entries(manifest?.features ?? {}).filter(([, of]) =>
    of.some((feature) => feature.startsWith('pyo3')),
  );
  return [
    used.map(({ alias, features, defaultFeatures }) => [alias, features, defaultFeatures]),
    stated,
  ];
}

/** The members of all tasks. A task that cannot be prepared has none: it says itself what is wrong. */
export async function membersOf<O, Member>(
  tasks: readonly BatchTask<O>[],
  make: (task: BatchTask<O>) => Promise<readonly Member[]>,
): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const task of tasks) {
    try {
      members.push(...(await make(task)));
    } catch {
      continue;
    }
  }
  return members;
}

/** Runs cargo for each group. Its failures are reported by the tasks, which come to the same place. */
export async function runGroups(members: readonly GroupMember[]): Promise<void> {
  for (const group of cargoGroups(members)) await runGroup(group);
}

/** What cargo says on standard output: its messages, as JSON. */
export async function runGroup(group: CargoGroup): Promise<string> {
  const [{ session, together }] = group;
  const command = together(group.map(({ crate }) => specOf(crate, session.workspaceRoot)));
  if (command === undefined) return '';
  return (await session.run(command, { show: 'live', isData: true, explain: false })).stdout;
}

/**
 * Beside other packages, cargo takes `fnv@1.0.7` for ambiguous where the member and one of the index
 * have both the name and the version (Cargo reference, "Package ID Specifications"); a path is not.
 */
function specOf(crate: Crate, workspaceRoot: AbsolutePath): string {
  const spec = packageSpec(crate);
  if (crate.packageId === undefined) return spec;
  const folder = absolutePath(workspaceRoot, crate.root);
  return `${pathToFileURL(safely(() => realpathSync.native(folder), folder)).href}#${spec}`;
}
