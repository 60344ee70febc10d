import { readCachedProjectGraph, cacheDir, type ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { readOptional } from '../../files/disk.ts';
import { createRunner } from '../../process/run.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { compileWithoutNx } from '../../watch/without-nx.ts';
import { changedFiles } from '../../watch/changed-files.ts';
import { nxRun } from '../../watch/nx-run.ts';
import type { WatchExecutorOptions } from './options.ts';
import { untilAsked } from '../../watch/until-asked.ts';
import { watchFolders } from '../../watch/watch-folders.ts';
import { watch } from '../../watch/watch.ts';

/** Long enough for all files that an editor or git writes at once. */
const quietMs = 100;

export default function watchExecutor(
  options: WatchExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, async (session) => {
    const { root, projectName = '' } = context;
    const target = options.run ?? 'develop';
    const { stop, end } = untilAsked();
    const run = createRunner({ signal: stop });
    await watch(session, {
      command: nxRun(session, `${projectName}:${target}`),
      run: (command) => run(command, { output: 'capture' }),
      withoutNx: (files) => compileWithoutNx(files, target, context, readCachedProjectGraph(), run),
      graph: () => readCachedProjectGraph(),
      report: () => readOptional(join(cacheDir, 'run.json')),
      watchFolders: (folders, changes) => watchFolders(root, folders, changes),
      changes: changedFiles(root, quietMs),
      stop,
      verbose: options.verbose === true,
    }).finally(end);
    return true;
  });
}
