import { cargoTest, cargoTestUnits, type CargoTestRun } from '../commands/cargo-test.ts';
import { cargoMessages } from '../cargo/message.ts';
import { reportUndeclaredReads } from '../task/session/report-undeclared-reads.ts';
import { requireCrates } from '../task/session/task-project.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';

/** Runs the tests of every crate of the project, also after one has failed. */
export async function testCrates(
  session: TaskSession,
  selection: CargoTestExecutorOptions,
): Promise<boolean> {
  const { project, args } = session;
  const crates = requireCrates(session);
  const cargo = await session.cargo('test');
  let success = true;
  for (const crate of crates) {
    const run = { ...cargo, crate, projectRoot: project.root, selection, args };
    if (await succeeds(session, cargoTest(run))) await checkReads(session, run, selection.strict);
    else success = false;
  }
  return success;
}

/** Reports what the crate's build reads undeclared, including what its tests alone read. */
async function checkReads(
  session: TaskSession,
  run: CargoTestRun,
  strict: boolean | undefined,
): Promise<void> {
  if (session.hashed() === undefined) return;
  const { exitCode, stdout } = await session.run(cargoTestUnits(run), { show: 'on failure' });
  if (exitCode === 0) reportUndeclaredReads(session, run.crate, cargoMessages(stdout), strict);
}
