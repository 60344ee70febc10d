import type { ExecutorContext } from '@nx/devkit';
import { mypy } from '../../commands/mypy.ts';
import { pyright } from '../../commands/pyright.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { TaskSession } from '../../task/session/task-session.ts';
import { mypyPaths } from '../../commands/mypy-paths.ts';
import type { TypecheckExecutorOptions } from './options.ts';

/** Checks types with the chosen checker, against the packages of the project's environment. */
export async function typecheck(
  session: TaskSession,
  options: TypecheckExecutorOptions,
): Promise<boolean> {
  const { project, args, reader } = session;
  const { tool = 'auto', paths } = options;
  const checker = tool === 'auto' ? (project.typeChecker ?? 'mypy') : tool;
  const { interpreter } = await session.python();
  const run = { ...(await session.tool(checker)), interpreter: interpreter.executable, args };
  return session.run(
    checker === 'mypy'
      ? mypy({ ...run, paths: paths ?? mypyPaths(project.root, reader) })
      : pyright({ ...run, paths: paths ?? [] }),
  );
}

export default function typecheckExecutor(
  options: TypecheckExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => typecheck(session, options));
}
