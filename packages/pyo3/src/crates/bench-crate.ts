import { cargoBench } from '../commands/cargo-crate.ts';
import type { CargoBenchExecutorOptions } from '../executors/cargo-bench/options.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { crateRuns } from './crate-runs.ts';

/** Runs the benchmarks of a crate. Throws `option-invalid` for a project without one. */
export async function benchCrate(
  session: TaskSession,
  selection: CargoBenchExecutorOptions,
): Promise<boolean> {
  let success = true;
  for (const run of await crateRuns(session, selection)) {
    success = (await succeeds(session, cargoBench(run))) && success;
  }
  return success;
}
