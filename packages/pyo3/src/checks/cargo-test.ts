import { cargoTest, cargoTestUnits, type CargoTestRun } from '../commands/cargo-test.ts';
import { cargoMessages } from '../cargo/message.ts';
import { requireDeclared } from '../task/session/require-declared.ts';
import { requireCrates } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';

/** Runs the tests of every crate of the project, also after one has failed. */
export async function testCrates(
  session: TaskSession,
  selection: CargoTestExecutorOptions,
): Promise<boolean> {
  const { project, args } = session;
  const crates = requireCrates(session);
  const place = await session.cargo('test');
  let success = true;
  for (const crate of crates) {
    const run = { ...place, crate, projectRoot: project.root, selection, args };
    success = (await session.run(cargoTest(run))) && success;
    if (success) await checkReads(session, run, selection.strict);
  }
  return success;
}

/** Also of what the tests alone read. */
async function checkReads(
  session: TaskSession,
  run: CargoTestRun,
  strict: boolean | undefined,
): Promise<void> {
  if (session.hashed() === undefined) return;
  const { exitCode, stdout } = await session.quietly(cargoTestUnits(run));
  if (exitCode === 0) requireDeclared(session, run.crate, cargoMessages(stdout), strict);
}
