import { cargoClippy } from '../commands/cargo-clippy.ts';
import { ruffCheck } from '../commands/ruff-check.ts';
import { cratesOf } from '../project/folder/pyo3-project.ts';
import { chosenTools } from '../task/options/chosen-tools.ts';
import { ruffPaths } from '../task/session/ruff-paths.ts';
import { rustAndPython } from '../task/session/task-project.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { LintExecutorOptions } from '../executors/lint/options.ts';

/** Runs every chosen linter, so that one run shows all there is to correct. */
export async function lint(session: TaskSession, options: LintExecutorOptions): Promise<boolean> {
  const { project, innerProjects: excluded, args } = session;
  const tools = lintersOf(session, options);
  const { fix = false } = options;
  let success = true;
  if (tools.includes('clippy')) {
    const cargo = await session.cargo('check');
    for (const crate of cratesOf(project)) {
      const run = { ...cargo, crate, projectRoot: project.root, selection: options, fix, args };
      success = (await succeeds(session, cargoClippy(run))) && success;
    }
  }
  if (tools.includes('ruff')) {
    const ruff = await session.tool('ruff');
    const paths = ruffPaths(session);
    const run = { ...ruff, fix, excluded, paths, args };
    success = (await succeeds(session, ruffCheck(run))) && success;
  }
  return success;
}

/** Those that are chosen, else those that fit the project. Throws `option-invalid`. */
export function lintersOf(
  { task, project, args }: TaskSession,
  { tools: wanted }: LintExecutorOptions,
): readonly ('clippy' | 'ruff')[] {
  const fitting = rustAndPython(project, 'clippy', 'ruff');
  return chosenTools({ task, fitting, wanted, args });
}
