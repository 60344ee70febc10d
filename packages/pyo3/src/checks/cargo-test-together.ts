import { cargoTestTogether } from '../commands/cargo-together.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';
import { membersOf, runGroups, type GroupMember } from '../task/batch/cargo-groups.ts';
import type { BatchTask } from '../task/batch/run-batch.ts';
import { requireCrates } from '../task/session/task-project.ts';

/** Compiles the tests of all crates with one run of cargo for each group that fits together. */
export async function compileTestsTogether(
  tasks: readonly BatchTask<CargoTestExecutorOptions>[],
): Promise<void> {
  return runGroups(await membersOf(tasks, membersOfTask));
}

async function membersOfTask({
  session,
  options: selection,
}: BatchTask<CargoTestExecutorOptions>): Promise<readonly GroupMember[]> {
  const { project, args } = session;
  const crates = requireCrates(session);
  const cargo = await session.cargo('test');
  return crates.map((crate) => ({
    session,
    crate,
    projectRoot: project.root,
    together: (packages) =>
      cargoTestTogether({ ...cargo, crate, projectRoot: project.root, selection, args }, packages),
  }));
}
