import type { ExecutorContext } from '@nx/devkit';
import { cargoFmt } from '../../commands/cargo-fmt.ts';
import { ruffFormat } from '../../commands/ruff-format.ts';
import { cratesOf } from '../../project/pyo3-project.ts';
import { chosenTools } from '../chosen-tools.ts';
import { runTask, type TaskResult } from '../run-task.ts';
import { rustAndPython } from '../task-project.ts';
import type { TaskSession } from '../task-session.ts';
import type { FormatExecutorOptions } from './options.ts';

/** Runs every chosen formatter, also after one has failed. */
export async function format(
  session: TaskSession,
  options: FormatExecutorOptions,
): Promise<boolean> {
  const { task, project, args } = session;
  const fitting = rustAndPython(project, 'rustfmt', 'ruff');
  const tools = chosenTools({ task, fitting, wanted: options.tools, args });
  const { check = false } = options;
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
    const place = await session.tool('ruff');
    success = (await session.run(ruffFormat({ ...place, check, args }))) && success;
  }
  return success;
}

export default function formatExecutor(
  options: FormatExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => format(session, options));
}
