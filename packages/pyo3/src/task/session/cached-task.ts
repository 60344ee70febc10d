import { parentStart } from '../../process/parent-start.ts';
import { freshenSources } from './freshen-sources.ts';
import { requireUnchanged } from './require-unchanged.ts';
import type { TaskSession } from './task-session.ts';

/**
 * What comes before the work of a task whose result Nx keeps.
 *
 * @param startedAt when the task began, in milliseconds since 1970.
 * @returns what comes after it. That throws `input-changed`.
 */
export async function beginCachedTask(
  session: TaskSession,
  startedAt: number,
): Promise<() => Promise<void>> {
  const since = runStart(startedAt);
  await freshenSources(session);
  return () => requireUnchanged(session, since);
}

/**
 * When the run of Nx began that a task belongs to, in milliseconds since 1970: it computes keys then.
 * Where the system does not tell, when the task began.
 */
export function runStart(startedAt: number): number {
  return Math.min(parentStart() ?? Infinity, startedAt);
}
