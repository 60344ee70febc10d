import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cargoBuildTogether } from '../commands/cargo-together.ts';
import { readCargoEvents } from '../cargo/events.ts';
import { cargoMessages } from '../cargo/message.ts';
import { unitsOf, type CompiledUnits } from '../cargo/same-units.ts';
import { libraryName } from '../project/crate/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import {
  cargoGroups,
  membersOf,
  runGroup,
  type CargoGroup,
  type GroupMember,
} from '../task/batch/cargo-groups.ts';
import type { BatchTask } from '../task/batch/run-batch.ts';
import { requireMaturin } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { buildRun } from './build-run.ts';
import type { CompileExecutorOptions } from '../executors/compile/options.ts';

/** The result of one cargo run that compiles for several tasks. */
export interface CompiledTogether {
  readonly units: CompiledUnits;
  /** The SHA-256 of each library that was compiled in this run, by its file. */
  readonly digests: ReadonlyMap<string, string>;
}

interface Member extends GroupMember {
  readonly session: TaskSession;
  /** The name of the library, which determines the name of the file. */
  readonly library: string;
}

/**
 * Compiles each group of extensions that cargo can compile in one run. An extension that is in no
 * group is left to its task.
 */
export async function compileTogether(
  tasks: readonly BatchTask<CompileExecutorOptions>[],
): Promise<readonly CompiledTogether[]> {
  const members = await membersOf(tasks, async (task) => [await memberOf(task)]);
  const groups = cargoGroups(members.filter(isAlone));
  const made: CompiledTogether[] = [];
  for (const group of groups) made.push(await whileHeld(group, () => compileGroup(group)));
  return made;

  /** Two libraries with the same name overwrite each other's file. */
  function isAlone(member: Member): boolean {
    return members.every((other) => other === member || other.library !== member.library);
  }
}

async function memberOf({ session, options }: BatchTask<CompileExecutorOptions>): Promise<Member> {
  const project = requireMaturin(session);
  const run = await buildRun(session, project, options, await session.python());
  return {
    session,
    crate: project.crate,
    projectRoot: project.root,
    library: libraryName(project.crate, manifestsOf(session.reader)),
    together: (packages) => cargoBuildTogether(run, packages),
  };
}

async function compileGroup(group: CargoGroup<Member>): Promise<CompiledTogether> {
  const messages = cargoMessages(await runGroup(group));
  const compiled = [...readCargoEvents(messages).libraries.values()].filter(({ fresh }) => !fresh);
  return {
    units: unitsOf(messages),
    digests: new Map(compiled.map(({ file }) => [file, digestOf(file)])),
  };
}

/** No other process may overwrite a library between its compilation and its digest. */
function whileHeld<T>(group: readonly Member[], work: () => Promise<T>): Promise<T> {
  const sorted = [...group].sort((a, b) => (a.library < b.library ? -1 : 1));
  return sorted.reduceRight<() => Promise<T>>(
    (inner, { session, library }) =>
      () =>
        session.whileCompiling(library, inner),
    work,
  )();
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
