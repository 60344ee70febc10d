import { cargoFmt } from '../commands/cargo-fmt.ts';
import { ruffFormat } from '../commands/ruff-format.ts';
import type { FormatExecutorOptions } from '../executors/format/options.ts';
import { cratesOf } from '../project/folder/pyo3-project.ts';
import { chosenTools } from '../task/options/chosen-tools.ts';
import { succeeds } from '../task/session/run-command.ts';
import { ruffPaths } from '../task/session/ruff-paths.ts';
import { rustAndPython } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** Runs every selected formatter, even after one has failed. */
export async function format(
  session: TaskSession,
  options: FormatExecutorOptions,
): Promise<boolean> {
  const { task, project, innerProjects: excluded, args } = session;
  const { check = false, tools: wanted } = options;
  const fitting = rustAndPython(project, 'rustfmt', 'ruff');
  const tools = chosenTools({ task, fitting, wanted, args });
  let success = true;
  if (tools.includes('rustfmt')) {
    // rustfmt compiles nothing, so no interpreter is needed.
    const cargo = await session.cargo('format');
    for (const crate of cratesOf(project)) {
      const run = { ...cargo, crate, projectRoot: project.root, check, args };
      success = (await succeeds(session, cargoFmt(run))) && success;
    }
  }
  if (tools.includes('ruff')) {
    const ruff = await session.tool('ruff');
    const run = { ...ruff, check, excluded, paths: ruffPaths(session), args };
    success = (await succeeds(session, ruffFormat(run))) && success;
  }
  return success;
}
