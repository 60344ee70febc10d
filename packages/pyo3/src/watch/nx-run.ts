import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findNx } from '../environment/nx-installation.ts';
import type { Command } from '../process/command.ts';

/**
 * `nx run <task>` of the workspace's own Nx. It makes the graph anew, takes what is unchanged from
 * the cache, and does first what the task depends on, as it does for whoever types it.
 *
 * @throws Pyo3Error `tool-missing` when the workspace has no Nx.
 */
export function nxRun(workspaceRoot: string, task: string): Command {
  const nx = findNx(workspaceRoot);
  if (nx === undefined) {
    throw new Pyo3Error({
      code: 'tool-missing',
      message: 'Nx is not found from the root of the workspace.',
      hint: 'Install what package.json names, for example with: npm install',
    });
  }
  return {
    program: process.execPath,
    args: [nx.program, 'run', task, '--outputStyle=static'],
    cwd: workspaceRoot,
    env: withoutTask(process.env),
  };
}

/** What Nx told this task about itself is wrong for the tasks of another run. */
const ofTask =
  /^(NX_TASK_(TARGET_(PROJECT|TARGET|CONFIGURATION)|HASH)|NX_TERMINAL_(OUTPUT_PATH|CAPTURE_STDERR)|NX_STREAM_OUTPUT|NX_PREFIX_OUTPUT|NX_FORKED_TASK_EXECUTOR|LERNA_PACKAGE_NAME)$/;

function withoutTask(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !ofTask.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), NX_TUI: 'false' };
}
