import { mypyPaths } from '../commands/mypy-paths.ts';
import { mypy } from '../commands/mypy.ts';
import { pyright } from '../commands/pyright.ts';
import type { TypecheckExecutorOptions } from '../executors/typecheck/options.ts';
import type { Command } from '../process/command.ts';
import { runObserved } from '../task/session/observed-run.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** Checks types with the chosen checker, against the packages of the project's environment. */
export async function typecheck(
  session: TaskSession,
  options: TypecheckExecutorOptions,
): Promise<boolean> {
  const { project, args, reader } = session;
  const { tool = 'auto', paths, strict } = options;
  const checker = tool === 'auto' ? (project.typeChecker ?? 'mypy') : tool;
  const { interpreter } = await session.python();
  const run = { ...(await session.tool(checker)), interpreter: interpreter.executable, args };
  if (checker === 'pyright') return succeeds(session, pyright({ ...run, paths: paths ?? [] }));
  const command = mypy({ ...run, paths: paths ?? mypyPaths(project.root, reader) });
  const check = (observed: Command) => succeeds(session, observed);
  return runObserved(session, { command, run: check, strict, tool: 'mypy' });
}
