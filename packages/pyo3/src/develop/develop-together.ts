import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schedule } from '../task/batch/schedule.ts';
import { wheelInstall } from '../commands/installer.ts';
import { requireWritable } from '../files/replace-file.ts';
import { sealInstall } from '../install/seal-install.ts';
import { recordOutput } from '../task/output/recorded-output.ts';
import type { BatchTask } from '../task/batch/run-batch.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { installDependencies, namesOf } from './dependencies.ts';
import { packEditableWheel } from './editable-wheel.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { environmentGroups, missingInstalls, type MissingInstall } from './missing-installs.ts';

/** What was said of a task while its project was installed together with others. */
export type SaidTogether = ReadonlyMap<TaskSession, string>;

/**
 * Installs what the fast way would install for one task after the other, by one call of the
 * installer for each environment. Each task then compares as ever, and finds that much done. One
 * that fails here is left to its task, which tells why; so is what needs it.
 *
 * @param limit how many wheels are packed at the same time.
 */
export async function developTogether(
  tasks: readonly BatchTask<DevelopExecutorOptions>[],
  limit: number,
): Promise<SaidTogether> {
  const { missing, unsettled } = await missingInstalls(tasks);
  const said = new Map<TaskSession, string>();
  for (const group of environmentGroups(missing)) {
    try {
      const installed = await installGroup(group, unsettled, limit);
      for (const { member, text } of installed) said.set(member.session, text);
    } catch {
      // Its tasks come to the same place.
      continue;
    }
  }
  return said;
}

interface Packed {
  readonly success: boolean;
  readonly wheel: string;
  readonly text: string;
}

interface Installed {
  readonly member: MissingInstall;
  readonly text: string;
}

async function installGroup(
  group: readonly [MissingInstall, ...MissingInstall[]],
  unsettled: ReadonlySet<string>,
  limit: number,
): Promise<readonly Installed[]> {
  const [{ session, request }] = group;
  requireWritable(request.environment.interpreter.sitePackages);
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-develop-'));
  try {
    return await session.whileInstalling(async () => {
      const packed = await packGroup(group, unsettled, limit, folder);
      // One alone is what its task does as well.
      if (packed.length < 2) return [];
      const wheels = packed.map(({ wheel }) => wheel);
      const command = wheelInstall(await session.installer(), wheels);
      const mode = { show: 'live', isData: true, explain: false } as const;
      if ((await session.run(command, mode)).exitCode !== 0) return [];
      for (const { member } of packed) seal(member);
      return packed;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In an order in which each comes after what it needs: its marker notes what it finds of that. */
async function packGroup(
  group: readonly MissingInstall[],
  unsettled: ReadonlySet<string>,
  limit: number,
  folder: string,
): Promise<readonly (Installed & { readonly wheel: string })[]> {
  const members = new Map(group.map((member) => [member.name, member]));
  const ready = new Map<string, string>();
  for (const member of group) {
    const text = await readied(member, unsettled);
    if (text !== undefined) ready.set(member.name, text);
  }
  const steps = group.map(({ name, requirements }) => ({
    id: name,
    after: requirements.ofRepository.filter((other) => members.has(other)),
  }));
  const packed: (Installed & { readonly wheel: string })[] = [];
  for await (const finished of schedule(steps, limit, (name) =>
    pack(members.get(name), ready.get(name), join(folder, name)),
  )) {
    const member = members.get(finished.id);
    if (member === undefined || finished.kind === 'skipped' || !finished.result.success) continue;
    packed.push({ ...finished.result, member });
  }
  return packed;
}

/** What was said while its dependencies were installed; `undefined` when it cannot be installed. */
async function readied(
  { session, request, installation, requirements }: MissingInstall,
  unsettled: ReadonlySet<string>,
): Promise<string | undefined> {
  if (requirements.ofRepository.some((name) => unsettled.has(name))) return undefined;
  const { value, output } = await recordOutput(async () => {
    // Looked at again: another process may have repaired it meanwhile.
    const { differences } = installation.state();
    if (!differences.some(({ of }) => of === 'distribution')) return false;
    for (const { found } of differences) session.detail(`${request.project.name}: ${found}`);
    return succeeds(() => installDependencies(session, request.manifests, requirements));
  });
  return value ? output : undefined;
}

async function pack(
  member: MissingInstall | undefined,
  before: string | undefined,
  folder: string,
): Promise<Packed> {
  const failed = { success: false, wheel: '', text: '' };
  if (member === undefined || before === undefined) return failed;
  const { session, request, installation } = member;
  const { project, place, python } = request;
  const content = { project, expected: installation.expected, extension: place.staged };
  let wheel: string | undefined;
  const { value: success, output } = await recordOutput(() =>
    succeeds(async () => {
      await place.requireIntact();
      mkdirSync(folder);
      wheel = await packEditableWheel(session, content, await python(), folder);
      return wheel !== undefined;
    }),
  );
  return success ? { success, wheel: wheel ?? '', text: `${before}${output}` } : failed;
}

function seal({ request, installation, requirements }: MissingInstall): void {
  const { sitePackages } = request.environment.interpreter;
  const { expected } = installation;
  const needed = { alsoNeeded: namesOf(requirements), ofRepository: requirements.ofRepository };
  sealInstall({ sitePackages, expected, ...needed });
}

async function succeeds(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch {
    return false;
  }
}
