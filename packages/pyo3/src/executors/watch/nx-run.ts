import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from '../../process/command.ts';

/**
 * `nx run <task>` of the workspace's own Nx. It makes the graph anew, takes what is unchanged from
 * the cache, and does first what the task depends on, as it does for whoever types it.
 */
export function nxRun(workspaceRoot: string, task: string): Command {
  const manifest = createRequire(join(workspaceRoot, 'package.json')).resolve('nx/package.json');
  const { bin } = createRequire(manifest)('./package.json') as { readonly bin: { nx: string } };
  return {
    program: process.execPath,
    args: [join(dirname(manifest), bin.nx), 'run', task, '--outputStyle=static'],
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
