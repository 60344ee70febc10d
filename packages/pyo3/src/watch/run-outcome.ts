import { installedNames } from '../develop/outcome-line.ts';
import type { Graph } from './watched-folders.ts';

/** What a run of Nx did, as far as whoever edits wants to know. */
export interface RunOutcome {
  /** Projects whose extension cargo has compiled. */
  readonly compiled: readonly string[];
  /** Other projects that were installed: anew, or with an extension from the cache. */
  readonly installed: readonly string[];
  /** Ids of tasks. */
  readonly failed: readonly string[];
}

/** What every supported Nx writes into `run.json` of its cache folder when a run has ended. */
interface RunReport {
  readonly run: { readonly startTime: string };
  readonly tasks: readonly {
    readonly taskId: string;
    readonly projectName: string;
    readonly target: string;
    readonly cacheStatus: string;
    readonly status: number;
  }[];
}

export interface FinishedRun {
  /** All that Nx printed, without colours. */
  readonly output: string;
  /** Text of `run.json`; `undefined` where there is none. */
  readonly report: string | undefined;
  /** When Nx was started, in milliseconds since the epoch. */
  readonly startedMs: number;
}

/** By Nx's own report; without one, or with one of another run, by what `develop` has printed. */
export function runOutcome({ output, report, startedMs }: FinishedRun, graph: Graph): RunOutcome {
  const changed = installedNames(output);
  const tasks = parseReport(report, startedMs);
  const compiles = tasks.filter(
    ({ projectName, target }) =>
      graph.nodes[projectName]?.data.targets?.[target]?.executor === 'pyo3:compile',
  );
  const compiled = compiles
    .filter(({ status, cacheStatus }) => status === 0 && cacheStatus === 'cache-miss')
    .map(({ projectName }) => projectName);
  return {
    compiled: compiled.sort(),
    installed: changed.filter((name) => !compiled.includes(name)),
    failed: tasks.filter(({ status }) => status !== 0).map(({ taskId }) => taskId),
  };
}

function parseReport(text: string | undefined, startedMs: number): RunReport['tasks'] {
  try {
    const { run, tasks } = JSON.parse(text ?? '') as RunReport;
    return Date.parse(run.startTime) >= startedMs ? tasks : [];
  } catch {
    return [];
  }
}

/** One line: what was done, and how long it took. */
export function outcomeLine(outcome: RunOutcome, success: boolean, ms: number): string {
  const { compiled, installed, failed } = outcome;
  const parts = [...phrase('compiled', compiled), ...phrase('installed', installed)];
  const took = `${(ms / 1000).toFixed(1)} s`;
  if (!success) return `${failed.join(', ') || 'it'} failed (${took}); waiting for a change`;
  return `${parts.join('; ') || 'nothing to compile'} (${took})`;
}

/** The files that led to a run: one of them, and how many more. */
export function changeLine([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function phrase(verb: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${verb} ${names.join(', ')}`];
}
