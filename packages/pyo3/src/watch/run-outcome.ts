import { installedNames } from '../develop/outcome-line.ts';
import type { Graph } from './watched-folders.ts';

/** The result of an Nx run, as far as it matters while editing. */
export interface RunOutcome {
  /** The projects whose extension cargo has compiled. */
  readonly compiled: readonly string[];
  /** Other projects that were installed, either newly or with an extension from the cache. */
  readonly installed: readonly string[];
  /** The ids of tasks. */
  readonly failed: readonly string[];
}

/**
 * The part of `run.json` in Nx's cache folder that every supported Nx writes at the end of a run.
 */
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
  /** The full output of Nx, without colors. */
  readonly output: string;
  /** The content of `run.json`; `undefined` if it does not exist. */
  readonly report: string | undefined;
  /** The start time of Nx, in milliseconds since the epoch. */
  readonly startedMs: number;
}

/**
 * Reads Nx's own report; if it is missing or belongs to another run, reads the output of `develop`.
 */
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

/** The files that led to a run: the first one, and the number of the others. */
export function changeLine([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function phrase(verb: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${verb} ${names.join(', ')}`];
}
