import type { ExecutorContext } from '@nx/devkit';
import { cargoFmt } from '../../commands/cargo-fmt.ts';
import { ruffFormat } from '../../commands/ruff-format.ts';
import { cratesOf } from '../../project/folder/pyo3-project.ts';
import { chosenTools } from '../../task/options/chosen-tools.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { rustAndPython } from '../../task/session/task-project.ts';
import type { TaskSession } from '../../task/session/task-session.ts';
import type { FormatExecutorOptions as Options } from './options.ts';

/** Runs every chosen formatter, also after one has failed. */
export async function format(session: TaskSession, options: Options): Promise<boolean> {
  const { task, project, innerProjects: excluded, args } = session;
  const { check = false, tools: wanted } = options;
  const fitting = rustAndPython(project, 'rustfmt', 'ruff');
  const tools = chosenTools({ task, fitting, wanted, args });
  let success = true;
  if (tools.includes('rustfmt')) {
    // rustfmt compiles nothing, so no interpreter is looked for.
    const place = await session.cargo('format');
    for (const crate of cratesOf(project)) {
      const run = { ...place, crate, projectRoot: project.root, check, args };
      success = (await session.run(cargoFmt(run))) && success;
    }
  }
  if (tools.includes('ruff')) {
    const run = { ...(await session.tool('ruff')), check, excluded, args };
    success = (await session.run(ruffFormat(run))) && success;
  }
  return success;
}

export default function formatExecutor(
  options: Options,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => format(session, options));
}
