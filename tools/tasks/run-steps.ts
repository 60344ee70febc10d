import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.ts';
import type { Step } from './steps.ts';
import {
  add,
  nothing,
  render,
  tallyOf,
  unexplainedSkips,
  type JestReport,
  type Tally,
} from './tally.ts';

export interface StepRun {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether a skip without a good reason is an error. */
  readonly strict: boolean;
}

/** Carries out every step, also after one that failed, and returns the sum over all of them. */
export async function runSteps(steps: readonly Step[], run: StepRun): Promise<Tally> {
  const interruption = watchForInterruption();
  let total = nothing;
  for (const step of steps) {
    if (interruption.happened()) break;
    total = add(total, await runStep(step, run));
  }
  interruption.stopWatching();
  return interruption.happened() ? add(total, { ...nothing, failed: 1 }) : total;
}

async function runStep(step: Step, run: StepRun): Promise<Tally> {
  // `nx run-many` restores a report from its cache; one that is left from another run is no result.
  for (const report of step.reports) rmSync(join(run.root, report), { force: true });
  const args = ['run-many', '-t', ...step.targets, '--output-style=stream'];
  const names = step.targets.join(', ');
  if (step.alone) args.push('--parallel=1');
  console.log(`\n━━ ${names}: ${step.shows}\n   nx ${args.join(' ')}`);

  const start = performance.now();
  const nx = join(run.root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const code = await runProgram(process.execPath, [nx, ...args], { cwd: run.root, env: run.env });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);

  const tally = tallyOfStep(step, run, code);
  console.log(
    `━━ ${names} ${tally.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s): ${render(tally)}`,
  );
  return tally;
}

function tallyOfStep(step: Step, run: StepRun, code: number): Tally {
  if (step.reports.length === 0) {
    return code === 0 ? { ...nothing, passed: step.targets.length } : one('failed');
  }
  const tally = step.reports.map((report) => tallyOfReport(report, run)).reduce(add, nothing);
  // A runner that ends badly although no test failed has still found something.
  return code !== 0 && tally.failed === 0 ? add(tally, one('failed')) : tally;
}

function tallyOfReport(file: string, run: StepRun): Tally {
  const path = join(run.root, file);
  if (!existsSync(path)) {
    console.error(`${file} was not written: the suite did not run to its end.`);
    return one('failed');
  }
  const report = JSON.parse(readFileSync(path, 'utf8')) as JestReport;
  const skips = run.strict ? unexplainedSkips(report, process.platform) : [];
  for (const title of skips) {
    console.error(
      `skipped without the reason of another operating system: ${title}\n` +
        '  → let it run, or put [windows only], [macos only] or [linux only] into its title',
    );
  }
  return add(tallyOf(report), { ...nothing, failed: skips.length });
}

function one(result: keyof Tally): Tally {
  return { ...nothing, [result]: 1 };
}

/** Ctrl-C reaches the running step by itself; here it only keeps the next one from starting. */
function watchForInterruption() {
  let happened = false;
  const note = () => {
    happened = true;
  };
  process.on('SIGINT', note);
  return {
    happened: () => happened,
    stopWatching: () => process.off('SIGINT', note),
  };
}
