import type { CargoCrateRun } from '../commands/cargo-crate.ts';
import type { CargoSelection } from '../commands/cargo-selection.ts';
import { requireCrates } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** How cargo is run for each crate of a project. Throws `option-invalid` where there is none. */
export async function crateRuns(
  session: TaskSession,
  selection: CargoSelection,
): Promise<readonly CargoCrateRun[]> {
  const { project, args } = session;
  const crates = requireCrates(session);
  const cargo = await session.cargo('test');
  return crates.map((crate) => ({ ...cargo, crate, projectRoot: project.root, selection, args }));
}
