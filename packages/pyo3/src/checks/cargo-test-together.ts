import { cargoTestTogether } from '../commands/cargo-together.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';
import { withoutExtensionModule } from '../project/crate/link-features.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { membersOf, runGroups, type GroupMember } from '../task/batch/cargo-groups.ts';
import type { BatchTask } from '../task/batch/run-batch.ts';
import { cratesWithTests } from './cargo-test.ts';

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
  const crates = cratesWithTests(session);
  // What is measured is compiled apart.
  if (crates.length === 0 || selection.coverage === true) return [];
  const cargo = await session.cargo('test');
  const manifests = manifestsOf(session.reader);
  return crates.map((crate) => {
    const linked = withoutExtensionModule(selection, crate, manifests);
    const run = { ...cargo, crate, projectRoot: project.root, selection: linked, args };
    return {
      session,
      crate,
      projectRoot: project.root,
      together: (packages) => cargoTestTogether(run, packages),
    };
  });
}
