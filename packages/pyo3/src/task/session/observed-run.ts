import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { absolutePath } from '../../files/paths.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { hashesIgnored } from '../../environment/nx-installation.ts';
import { pluginDataFolder } from '../../environment/workspace-data.ts';
import { safely } from '../../files/disk.ts';
import { isMypyCache, sourcesInMypyCache } from '../../observe/mypy-cache.ts';
import type { PythonTrace } from '../../observe/python-trace.ts';
import { changeReads } from '../../observe/reads-file.ts';
import { withRun, type TaskReads } from '../../observe/reads-record.ts';
import { startRecording, type Recording } from '../../observe/recorder.ts';
import { undeclaredReads } from '../../observe/undeclared-reads.ts';
import { pathInside } from '../../project/folder/workspace-path.ts';
import type { Command } from '../../process/command.ts';
import { isStrict } from './report-undeclared-reads.ts';
import type { TaskSession } from './task-session.ts';
import { undeclaredErrors } from './undeclared-errors.ts';

export interface ObservedRun {
  readonly command: Command;
  /** Whether it succeeded. */
  readonly run: (command: Command) => Promise<boolean>;
  /** The executor's option, which wins over `NX_PYO3_STRICT`. */
  readonly strict: boolean | undefined;
  /** What the command is: mypy reads sources in native code, but says in its cache which. */
  readonly tool?: 'mypy';
}

/**
 * Runs what runs in Python, and compares what it read with the key of the task. Undeclared reads are
 * recorded, so that they are inputs from the next run on, and told. A task that is not cached is not
 * observed, nor is one that fails, whose result Nx does not keep.
 *
 * @returns whether the command succeeded.
 * @throws Pyo3Error `input-undeclared`, when strict.
 */
export async function runObserved(session: TaskSession, run: ObservedRun): Promise<boolean> {
  const hashed = await session.hashed();
  if (hashed === undefined || session.env['NX_PYO3_OBSERVE'] === 'false') {
    return run.run(run.command);
  }
  const strict = isStrict(run.strict, session.env);
  const recording = attempt(session, () => recordingOf(session, run.command));
  if (recording === undefined) {
    const succeeded = await run.run(run.command);
    if (succeeded) tellIncomplete(session, 'the recorder could not be started', strict);
    return succeeded;
  }
  try {
    if (!(await run.run(recording.command))) return false;
    const trace = recording.trace();
    noteWritten(session, trace);
    const [problem] = trace.processes === 0 ? ['Python did not load the recorder'] : trace.problems;
    if (problem !== undefined) tellIncomplete(session, problem, strict);
    const known = run.tool === 'mypy' ? withSourcesOfMypy(trace, run.command.cwd) : trace;
    const reads = undeclaredReads(known, {
      workspaceRoot: realpathSync(session.workspaceRoot),
      calledRoot: session.workspaceRoot,
      projectRoot: session.project.root,
      reader: session.reader,
      hashed,
      realPath: (path) => safely(() => realpathSync.native(path), undefined),
    });
    await keep(session, reads);
    tell(session, reads, strict);
    return true;
  } finally {
    attempt(session, recording.end);
  }
}

function noteWritten({ workspaceRoot, written }: TaskSession, trace: PythonTrace): void {
  for (const root of new Set([workspaceRoot, realpathSync(workspaceRoot)])) {
    for (const path of trace.written) {
      const inRoot = pathInside(root, path);
      if (inRoot !== undefined) written.add(inRoot);
    }
  }
}

function recordingOf(session: TaskSession, command: Command): Recording | undefined {
  const { workspaceRoot } = session;
  const data = pluginDataFolder(workspaceRoot, process.env);
  const roots = [...new Set([workspaceRoot, realpathSync(workspaceRoot)])];
  return startRecording({ command, data, roots });
}

/** mypy reads packages, so the folders that it lists are those in which it looks for modules. */
function withSourcesOfMypy(trace: PythonTrace, cwd: string): PythonTrace {
  const caches = [...trace.read, ...trace.made].filter(isMypyCache);
  const sources = caches.flatMap((file) =>
    safely(() => sourcesInMypyCache(readFileSync(file)), []),
  );
  return {
    ...trace,
    read: [
      ...trace.read,
      // A cache names what it was made from, long ago too.
      ...sources.map((source) => resolve(cwd, source)).filter((source) => existsSync(source)),
    ],
    listed: [],
    searched: [...trace.searched, ...trace.listed],
  };
}

async function keep(session: TaskSession, reads: TaskReads): Promise<void> {
  const { workspaceRoot, project, task } = session;
  const target = task.slice(task.lastIndexOf(':') + 1);
  const exists = (path: string) => existsSync(absolutePath(workspaceRoot, path));
  try {
    await changeReads(workspaceRoot, process.env, (record) =>
      withRun(record, { root: project.root, target }, reads, exists),
    );
  } catch (error) {
    session.detail(`The reads of ${task} are not recorded: ${String(error)}`);
  }
}

function tell(session: TaskSession, { undeclared }: TaskReads, strict: boolean): void {
  const { task, project, workspaceRoot } = session;
  const errors = undeclaredErrors(task, project.root, undeclared, hashesIgnored(workspaceRoot));
  const [first, ...others] = errors;
  for (const error of strict ? others : errors) {
    session.warn(error.message, error.hint ?? '', error.code);
  }
  if (strict && first !== undefined) throw first;
}

/** Observing never breaks a task; but what was not seen may have been read. */
function tellIncomplete(session: TaskSession, reason: string, strict: boolean): void {
  const message = `What ${session.task} reads was not recorded completely: ${reason}.`;
  if (!strict) {
    session.detail(message);
    return;
  }
  throw new Pyo3Error({
    code: 'input-undeclared',
    message,
    hint: 'Set NX_PYO3_OBSERVE=false to run the task without recording what it reads.',
  });
}

function attempt<T>(session: TaskSession, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    session.detail(`Reads are not recorded: ${String(error)}`);
    return undefined;
  }
}
