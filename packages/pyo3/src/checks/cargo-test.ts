import { cargoTests, cargoTestUnits, type CargoTestRun } from '../commands/cargo-test.ts';
import { cargoMessages } from '../cargo/message.ts';
import { withoutExtensionModule } from '../project/crate/link-features.ts';
import { libraryTypes } from '../project/crate/library-crate.ts';
import { manifestsOf, type Manifests } from '../project/folder/manifests.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { mayHaveTests } from '../project/crate/rust-tests.ts';
import { reportUndeclaredReads } from '../task/session/report-undeclared-reads.ts';
import { requireCrates } from '../task/session/task-project.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';
import { emptyReportFolder } from './reports.ts';
import { withRunners } from './test-runner.ts';

/** Runs the tests of every crate of the project, also after one has failed. */
export async function testCrates(
  session: TaskSession,
  selection: CargoTestExecutorOptions,
): Promise<boolean> {
  const { project, args } = session;
  const crates = cratesWithTests(session);
  if (crates.length === 0) {
    emptyReportFolder(session, 'cargo-test', {});
    session.say(`${project.name} has no Rust tests, so nothing is compiled.`);
    return true;
  }
  const cargo = await session.cargo('test');
  const manifests = manifestsOf(session.reader);
  return withRunners(session, selection, cargo.env, async (runnerOf) => {
    let success = true;
    for (const crate of crates) {
      const linked = withoutExtensionModule(selection, crate, manifests);
      const run = { ...cargo, crate, projectRoot: project.root, selection: linked, args };
      const runner = runnerOf(crate, crates.length === 1);
      const commands = cargoTests(run, runner, isDocumented(crate, manifests));
      let passed = true;
      for (const command of commands) passed = (await succeeds(session, command)) && passed;
      if (passed) await checkReads(session, run, selection.strict);
      else success = false;
    }
    return success;
  });
}

/** Whether rustdoc looks for tests in its library: not in one for other languages alone. */
function isDocumented(crate: Crate, manifests: Manifests): boolean {
  const types = libraryTypes(crate, manifests);
  return types.some((type) => ['lib', 'rlib', 'proc-macro'].includes(type));
}

/** All, where arguments say what to do with them. Throws `option-invalid` where there is none. */
export function cratesWithTests(session: TaskSession): readonly Crate[] {
  const crates = requireCrates(session);
  if (session.args.length > 0) return crates;
  const manifests = manifestsOf(session.reader);
  return crates.filter((crate) => mayHaveTests(crate, manifests));
}

/** Reports what the crate's build reads undeclared, including what its tests alone read. */
async function checkReads(
  session: TaskSession,
  run: CargoTestRun,
  strict: boolean | undefined,
): Promise<void> {
  if ((await session.hashed()) === undefined) return;
  const { exitCode, stdout } = await session.run(cargoTestUnits(run), { show: 'on failure' });
  if (exitCode === 0)
    await reportUndeclaredReads(session, run.crate, cargoMessages(stdout), strict);
}
