import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from './terminal.ts';

/** What the latest `nx run`, `run-many` or `affected` did, task by task. */
export interface RunReport {
  /** Ids (`project:target`) of the tasks that Nx answered from its cache, sorted. */
  readonly hits: readonly string[];
  /** Ids of the tasks that ran, sorted. */
  readonly ran: readonly string[];
}

interface RunJson {
  readonly tasks: readonly { readonly taskId: string; readonly cacheStatus: string }[];
}

/** Reads the report that every supported Nx writes into its cache folder. */
export async function lastRun(terminal: Terminal): Promise<RunReport> {
  const file = join(terminal.environment['NX_CACHE_DIRECTORY'] ?? '', 'run.json');
  const { tasks }: RunJson = JSON.parse(await readFile(file, 'utf8'));
  const isHit = (status: string) => status !== 'cache-miss';
  return {
    hits: tasks.flatMap((task) => (isHit(task.cacheStatus) ? [task.taskId] : [])).sort(),
    ran: tasks.flatMap((task) => (isHit(task.cacheStatus) ? [] : [task.taskId])).sort(),
  };
}
