import type { ExecutorContext } from '@nx/devkit';
import { renderError } from '../../diagnostics/render.ts';
import { parentStart } from '../../process/parent-start.ts';
import { openSession } from './open-session.ts';
import { freshenSources } from './freshen-sources.ts';
import { requireUnchanged } from './require-unchanged.ts';
import type { TaskSession } from './task-session.ts';

/** What Nx expects of an executor. */
export interface TaskResult {
  readonly success: boolean;
}

export interface TaskCall {
  readonly options: object;
  readonly context: ExecutorContext;
  /** The executor's schema.json. */
  readonly schema: URL;
}

/**
 * Runs an executor's work. What goes wrong is told once, on stderr: the mistakes of users as one
 * message with its cure, defects of the plugin with their stack.
 */
export async function runTask(
  call: TaskCall,
  work: (session: TaskSession) => Promise<boolean>,
): Promise<TaskResult> {
  try {
    const since = runStart();
    const session = openSession(call);
    freshenSources(session);
    const success = await work(session);
    if (success && !rewrites(call.options)) await requireUnchanged(session, since);
    return { success };
  } catch (error) {
    console.error(renderError(error));
    return { success: false };
  }
}

/**
 * When the run of Nx began that the task belongs to, in milliseconds since 1970: it computes keys then.
 * Where the system does not tell, when the task began.
 */
export function runStart(): number {
  return Math.min(parentStart() ?? Infinity, Date.now());
}

/** Whether the task is asked to change its own inputs, as `lint --fix` is. */
export function rewrites(options: object): boolean {
  return 'fix' in options && options.fix === true;
}
