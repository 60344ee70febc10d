import { cargoDoc } from '../commands/cargo-crate.ts';
import type { CargoDocExecutorOptions } from '../executors/cargo-doc/options.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { crateRuns } from './crate-runs.ts';

/** Writes the documentation of a crate. Throws `option-invalid` for a project without one. */
export async function documentCrate(
  session: TaskSession,
  { dependencies = false, open = false, ...selection }: CargoDocExecutorOptions,
): Promise<boolean> {
  let success = true;
  for (const run of await crateRuns(session, selection)) {
    success = (await succeeds(session, cargoDoc({ ...run, dependencies, open }))) && success;
  }
  return success;
}
