import { availableParallelism } from 'node:os';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { schedule, type Step } from './schedule.ts';
import { taskVariables } from '../../environment/nx-installation.ts';
import { renderError } from '../../diagnostics/render.ts';
import { createRunner } from '../../process/run.ts';
import type { ListedPlaces } from '../../observe/hashed-inputs.ts';
import { openSession } from '../session/open-session.ts';
import { recordOutput, showAtOnce } from '../output/recorded-output.ts';
import { requireUnchanged } from '../session/require-unchanged.ts';
import { freshenSources } from '../session/freshen-sources.ts';
import { runStart } from '../session/cached-task.ts';
import { rewrites } from '../session/run-task.ts';
import { tellingWhatIsSlow } from '../output/slow-commands.ts';
import { idOf } from '../session/nx-context.ts';
import type { TaskSession } from '../session/task-session.ts';

/** What Nx expects of a batch executor, for each task. */
export interface BatchTaskResult {
  /** Id of the task. */
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    readonly status: 'success' | 'failure' | 'skipped';
    /** What Nx shows when the task has ended, and again whenever it answers from the cache. */
    readonly terminalOutput: string;
    /** Milliseconds since 1970. */
    readonly startTime: number;
    readonly endTime: number;
  };
}

export interface BatchCall<O extends object> {
  readonly taskGraph: TaskGraph;
  /** By id of the task. */
  readonly options: Readonly<Record<string, O>>;
  readonly context: ExecutorContext;
  /** The executor's schema.json. */
  readonly schema: URL;
}

/** A task that could be opened. */
export interface BatchTask<O> {
  readonly session: TaskSession;
  readonly options: O;
}

export interface BatchWork<O, Done> {
  /**
   * What can be done at once for two tasks or more. It is shown as it happens and is the result of no
   * task: each of them runs as it would alone, finds it done, and tells what is wrong with it.
   */
  readonly together: (tasks: readonly BatchTask<O>[]) => Promise<Done>;
  /** What is left for each task; `done` is absent when nothing was done together, or that failed. */
  readonly each: (task: BatchTask<O>, done: Done | undefined) => Promise<boolean>;
  /** How many tasks run at the same time. */
  readonly limit: number;
}

/** Runs the tasks of a batch: each gets one result, and its own output only. Never throws. */
export async function* runBatch<O extends object, Done>(
  call: BatchCall<O>,
  { together, each, limit }: BatchWork<O, Done>,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const { taskGraph } = call;
  const since = runStart(Date.now());
  const open = opener(call);
  const opened = new Map(Object.keys(taskGraph.tasks).map((id) => [id, attempt(() => open(id))]));
  const tasks = [...opened.values()].flatMap((one) => ('value' in one ? [one.value] : []));
  for (const { session } of tasks) await freshenSources(session);
  const done = await doTogether(tasks, together);

  // Of several tasks, the lines would not tell whose they are, and what they did together was shown.
  const showProgress = opened.size === 1 ? showAtOnce : undefined;
  const work = (id: string) =>
    timed(async () => {
      const task = opened.get(id);
      if (task === undefined || 'error' in task) throw task?.error;
      const success = await each(task.value, done);
      const { session, options } = task.value;
      if (success && !rewrites(options)) await requireUnchanged(session, since);
      return success;
    }, showProgress);
  for await (const finished of schedule(stepsOf(taskGraph), limit, work)) {
    const result =
      finished.kind === 'done' ? finished.result : skipped(`${finished.failed} has failed.`);
    yield { task: finished.id, result };
  }
}

/**
 * How many tasks may run at the same time, by the setting `parallel` of nx.json or the variable
 * NX_PARALLEL: Nx tells a batch nothing of `--parallel`.
 */
export function tasksAtOnce({ nxJsonConfiguration }: ExecutorContext): number {
  const stated = Number(process.env['NX_PARALLEL'] ?? nxJsonConfiguration?.parallel ?? 3);
  return Number.isInteger(stated) && stated > 0 ? stated : availableParallelism();
}

/** Each task has the context that it would have alone, and all end by one signal. */
function opener<O extends object>({
  taskGraph,
  options,
  context,
  schema,
}: BatchCall<O>): (id: string) => BatchTask<O> {
  const runner = createRunner();
  const listed: ListedPlaces = new Map();
  return (id) => {
    const task = taskGraph.tasks[id];
    const { project, target, configuration } = task?.target ?? {};
    const variables = task && taskVariables(context.root, task, context.projectGraph);
    const own = withVerbosity<O>(options[id], process.env);
    const run = tellingWhatIsSlow(runner, id);
    const session = openSession({
      options: own,
      context: {
        ...context,
        ...(project === undefined ? {} : { projectName: project }),
        ...(target === undefined ? {} : { targetName: target }),
        ...(configuration === undefined ? {} : { configurationName: configuration }),
      },
      schema,
      run,
      listed,
      ...(variables === undefined ? {} : { env: variables }),
    });
    return { session, options: own };
  };
}

/** Nx gives `--verbose` to a task alone as an option, and to a batch by the variable only. */
function withVerbosity<O extends object>(
  options: O | undefined,
  { NX_VERBOSE_LOGGING }: NodeJS.ProcessEnv,
): O {
  const isVerbose = NX_VERBOSE_LOGGING === 'true';
  return { ...(isVerbose ? { verbose: true } : {}), ...options } as O;
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/**
 * Nx makes batches of one task, too: what is done together would only be done twice there. An error
 * is reported by the tasks, which come to the same place.
 */
async function doTogether<O, Done>(
  tasks: readonly BatchTask<O>[],
  together: BatchWork<O, Done>['together'],
): Promise<Done | undefined> {
  if (tasks.length < 2) return undefined;
  try {
    return await together(tasks);
  } catch {
    return undefined;
  }
}

async function timed(
  work: () => Promise<boolean>,
  showProgress: ((line: string) => void) | undefined,
): Promise<BatchTaskResult['result']> {
  const startTime = Date.now();
  const { value: success, output } = await recordOutput(async () => {
    try {
      return await work();
    } catch (error) {
      console.error(renderError(error));
      return false;
    }
  }, showProgress);
  const status = success ? 'success' : 'failure';
  return { success, status, terminalOutput: output, startTime, endTime: Date.now() };
}

function skipped(terminalOutput: string): BatchTaskResult['result'] {
  const now = Date.now();
  return { success: false, status: 'skipped', terminalOutput, startTime: now, endTime: now };
}

function stepsOf({ tasks, dependencies }: TaskGraph): readonly Step[] {
  return Object.keys(tasks).map((id) => ({
    id,
    after: (dependencies[id] ?? []).map(idOf).filter((other) => other in tasks),
  }));
}
