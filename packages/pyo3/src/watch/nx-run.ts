import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findNx } from '../environment/nx-installation.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { forgetEnvFiles } from './env-variables.ts';
import type { Command } from '../process/command.ts';

/**
 * Runs `nx run <task>` with the workspace's own Nx. It recomputes the graph, restores what is
 * unchanged from the cache, and first runs the task's dependencies, exactly as on the command line.
 *
 * @throws Pyo3Error `tool-missing` if the workspace has no Nx.
 */
export function nxRun(
  session: Pick<TaskSession, 'workspaceRoot' | 'project' | 'reader'>,
  task: string,
): Command {
  const { workspaceRoot } = session;
  const nx = findNx(workspaceRoot);
  if (nx === undefined) {
    throw new Pyo3Error({
      code: 'tool-missing',
      message: 'Nx could not be found from the workspace root.',
      hint: 'Install the dependencies in package.json, for example with: npm install',
    });
  }
  // Of this process, since what compiles without Nx reads the files of its own task as well.
  forgetEnvFiles(session, process.env);
  return {
    program: process.execPath,
    args: [nx.program, 'run', task, '--outputStyle=static'],
    cwd: workspaceRoot,
    env: withoutTask(process.env),
  };
}

/** The variables that Nx set for this task are wrong for the tasks of another run. */
const ofTask =
  /^(NX_TASK_(TARGET_(PROJECT|TARGET|CONFIGURATION)|HASH)|NX_TERMINAL_(OUTPUT_PATH|CAPTURE_STDERR)|NX_STREAM_OUTPUT|NX_PREFIX_OUTPUT|NX_FORKED_TASK_EXECUTOR|LERNA_PACKAGE_NAME)$/;

function withoutTask(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !ofTask.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), NX_TUI: 'false' };
}
