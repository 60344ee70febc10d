/** What the processes of each task did with files, by the tree of processes that strace saw. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../matrix/mutation.ts';
import { parseThread, type Access, type Execution, type ThreadOutput } from './strace-output.ts';

/** An access, and the program that made it. */
export interface TaskAccess extends Access {
  /** Name of the program's file, such as `cargo`; `executor` for the plugin itself. */
  readonly program: string;
}

/** Who started a thread, and when. An id may be given again, so there can be several. */
type Starts = ReadonlyMap<number, readonly { readonly by: number; readonly at: number }[]>;

/**
 * @param folder with the output of `strace -ff -o <folder>/t`, one file for each thread.
 * @returns by task: what was done by the process that Nx started for the task, and by its children.
 */
export function accessesByTask(folder: string, cwd: string): ReadonlyMap<Task, TaskAccess[]> {
  const outputs = new Map(
    readdirSync(folder).map((name) => [
      Number(name.slice(name.lastIndexOf('.') + 1)),
      parseThread(readFileSync(join(folder, name), 'utf8'), cwd),
    ]),
  );
  const starts = new Map<number, { by: number; at: number }[]>();
  for (const [by, { started }] of outputs) {
    for (const { at, thread } of started) {
      starts.set(thread, [...(starts.get(thread) ?? []), { by, at }]);
    }
  }
  const found = new Map<Task, TaskAccess[]>();
  for (const [thread, output] of outputs) {
    for (const access of output.accesses) {
      const lineage = executionsBefore(access.at, thread, outputs, starts);
      const task = lineage.map(taskOf).find((one) => one !== undefined);
      if (task === undefined) continue;
      const [own] = lineage;
      const isExecutor = own !== undefined && taskOf(own) !== undefined;
      const program = isExecutor ? 'executor' : nameOf(own?.program ?? '');
      const known = found.get(task) ?? [];
      known.push({ ...access, program });
      found.set(task, known);
    }
  }
  return found;
}

/** What a thread runs at a moment, and what had started it, up to the first process. */
function executionsBefore(
  at: number,
  thread: number,
  outputs: ReadonlyMap<number, ThreadOutput>,
  starts: Starts,
): readonly Execution[] {
  const start = (starts.get(thread) ?? [])
    .filter((one) => one.at <= at)
    .reduce<{ by: number; at: number } | undefined>(
      (last, one) => (last === undefined || one.at > last.at ? one : last),
      undefined,
    );
  const own = (outputs.get(thread)?.executions ?? [])
    .filter((one) => one.at < at && one.at >= (start?.at ?? 0))
    .at(-1);
  const above = start === undefined ? [] : executionsBefore(start.at, start.by, outputs, starts);
  return own === undefined ? above : [own, ...above];
}

/** The task for which Nx starts a process: it says so in variables, which children inherit. */
function taskOf({ args, variables }: Execution): Task | undefined {
  if (!args.some((one) => one.endsWith('run-executor.js'))) return undefined;
  const { NX_TASK_TARGET_PROJECT: project, NX_TASK_TARGET_TARGET: target } = variables;
  return project === undefined || target === undefined ? undefined : `${project}:${target}`;
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}
