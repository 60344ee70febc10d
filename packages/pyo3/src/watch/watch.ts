import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Command } from '../process/command.ts';
import type { RunResult } from '../process/run.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { ChangedFiles } from './changed-files.ts';
import { changeLine, outcomeLine, runOutcome, type RunOutcome } from './run-outcome.ts';
import type { FolderWatch } from './watch-folders.ts';
import { isManifest, watchedFolders, type Graph, type WatchedFolders } from './watched-folders.ts';

export interface WatchRequest {
  /** The command that runs at the start and after each change. */
  readonly command: Command;
  readonly run: (command: Command) => Promise<RunResult>;
  /**
   * Performs in this process what a change requires; `undefined` if Nx must run. Called only after
   * an Nx run that has succeeded.
   */
  readonly withoutNx: (changed: readonly string[], graph: Graph) => Promise<RunOutcome | undefined>;
  /** The graph of the latest Nx run. */
  readonly graph: () => Graph;
  /** The content of the report that Nx writes about a run. */
  readonly report: () => string | undefined;
  readonly watchFolders: (folders: WatchedFolders, changes: ChangedFiles) => FolderWatch;
  readonly changes: ChangedFiles;
  /** Aborted when the user ends the task. */
  readonly stop: AbortSignal;
  readonly verbose: boolean;
}

/** Runs the command at the start and after each change, until the user ends it. */
export async function watch(
  session: Pick<TaskSession, 'project' | 'say' | 'detail'>,
  request: WatchRequest,
): Promise<void> {
  const { changes, stop } = request;
  const { name } = session.project;
  let graph = request.graph();
  // Watching starts before the first run: changes during that run lead to a second one.
  let folders = open(session, request, graph);
  try {
    let isSound = await runOnce(session, request, graph, name);
    if (!stop.aborted) session.say(`watching ${name} and its dependencies; press Ctrl-C to stop`);
    for (;;) {
      const changed = await changes.next(stop);
      if (stop.aborted) return;
      if (isSound && (await runWithoutNx(session, request, graph, changed))) continue;
      isSound = await runOnce(session, request, graph, changeLine(changed));
      if (!changed.some((path) => isManifest(basename(path)))) continue;
      folders.close();
      graph = request.graph();
      folders = open(session, request, graph);
    }
  } finally {
    folders.close();
  }
}

function open(
  { project, detail }: Pick<TaskSession, 'project' | 'detail'>,
  { watchFolders, changes }: WatchRequest,
  graph: Graph,
): FolderWatch {
  const folders = watchedFolders(project.name, graph);
  const opened = watchFolders(folders, changes);
  detail(`watched: ${folders.whole.join(', ')} (${opened.count()} folders)`);
  return opened;
}

async function runOnce(
  { say }: Pick<TaskSession, 'say'>,
  { command, run, report, stop, verbose }: WatchRequest,
  graph: Graph,
  cause: string,
): Promise<boolean> {
  const startedMs = Date.now();
  const { exitCode, stdout, stderr } = await run(command);
  if (stop.aborted) return false;
  const success = exitCode === 0;
  const shown = `${stdout}${stderr}`.trim();
  const output = stripVTControlCharacters(shown);
  // Warnings of rustc are useless if nobody sees them.
  if (verbose || !success || /^warning(\[|:)/m.test(output)) say(shown);
  const outcome = runOutcome({ output, report: report(), startedMs }, graph);
  say(`${cause}: ${outcomeLine(outcome, success, Date.now() - startedMs)}`);
  return success;
}

/** Whether the change required nothing else. */
async function runWithoutNx(
  { say }: Pick<TaskSession, 'say'>,
  { withoutNx, stop }: WatchRequest,
  graph: Graph,
  changed: readonly string[],
): Promise<boolean> {
  const startedMs = Date.now();
  const outcome = await withoutNx(changed, graph);
  if (outcome === undefined) return false;
  if (stop.aborted) return true;
  const success = outcome.failed.length === 0;
  say(`${changeLine(changed)}: ${outcomeLine(outcome, success, Date.now() - startedMs)}`);
  return true;
}
