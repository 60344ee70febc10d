import type { ExecutorContext } from '@nx/devkit';
import { renderError } from '../../diagnostics/render.ts';
import { isCached } from './nx-context.ts';
import { openSession } from './open-session.ts';
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
    const startedAt = Date.now();
    const session = openSession(call);
    const finish = isCached(call.context) ? await begin(session, startedAt) : undefined;
    const success = await work(session);
    if (success && !rewrites(call.options)) await finish?.();
    return { success };
  } catch (error) {
    console.error(renderError(error));
    return { success: false };
  }
}

async function begin(session: TaskSession, startedAt: number): Promise<() => Promise<void>> {
  const { beginCachedTask } = await import('./cached-task.ts');
  return beginCachedTask(session, startedAt);
}

/** Whether the task is asked to change its own inputs, as `lint --fix` is. */
export function rewrites(options: object): boolean {
  return 'fix' in options && options.fix === true;
}
