import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRecording } from '../../packages/pyo3/src/observe/recorder.ts';
import { describeMachine } from '../machine.ts';
import { ratioOf, table } from '../table.ts';
import { builtCrate, testedCrate, type Pair } from './cargo-work.ts';
import { cpuOf } from './cpu.ts';
import { works, writeSuite, type Work } from './works.ts';

type Measure = (round: number) => Promise<Pair>;

/**
 * What observing costs: the processor time of tasks with it as a ratio to the time without, in pairs of
 * runs of which each begins half; the median of the pairs counts. Prints the ratios and writes them to
 * `results.md`: `npm run bench:observe [-- <pairs> [<part of a name>]]`.
 * With a part of a name only these works are measured, and nothing is written.
 *
 * `PYO3_TEST_VENV` names an environment with uv, pytest and mypy.
 */
async function main(rounds: number, part = ''): Promise<void> {
  const venv = process.env['PYO3_TEST_VENV'];
  if (venv === undefined) throw new Error('PYO3_TEST_VENV must name an environment with pytest.');
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-observe-')));
  try {
    writeSuite(root);
    const python = join(venv, 'bin', 'python');
    const runs: readonly (readonly [string, Measure])[] = [
      ...works.map((work): readonly [string, Measure] => [
        work.name,
        (round) => pairInPython(work, venv, root, round),
      ]),
      ['cargo-test, 100 modules, one of them edited', () => testedCrate(python, root)],
      [
        'build of a wheel with maturin, 100 modules, one of them edited',
        () => builtCrate(python, root),
      ],
    ];
    const rows: (readonly string[])[] = [];
    for (const [name, run] of runs.filter(([one]) => one.includes(part))) {
      rows.push(await row(name, run, rounds));
    }
    const head = ['work', 'processor time without', 'ratio with observing', 'from pair to pair'];
    const page = [
      '# What observing costs',
      '',
      `Written by \`npm run bench:observe\`; see [../README.md](../README.md) for what is measured.`,
      '',
      `${await describeMachine()}, shared with other work; ${String(rounds)} pairs of runs each.`,
      '',
      ...table(head, rows),
      '',
    ].join('\n');
    console.log(page);
    if (part === '') writeFileSync(join(import.meta.dirname, 'results.md'), page);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function row(name: string, measure: Measure, rounds: number): Promise<readonly string[]> {
  const pairs: Pair[] = [];
  for (let round = -1; round < rounds; round++) {
    const pair = await measure(round);
    // The first round compiles modules and fills caches.
    if (round >= 0) pairs.push(pair);
  }
  const ratios = pairs.map(({ without, observed }) => observed / without);
  const cells = [
    name,
    `${median(pairs.map(({ without }) => without)).toFixed(2)} s`,
    ratioOf(median(ratios), 1),
    `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
  ];
  console.error(cells.join('  '));
  return cells;
}

/** One after the other; every second time the observed one first. */
async function pairInPython(work: Work, venv: string, root: string, round: number): Promise<Pair> {
  const times = new Map<boolean, number>();
  for (const isObserved of round % 2 === 0 ? [true, false] : [false, true]) {
    times.set(isObserved, await inPython(work, venv, root, isObserved));
  }
  return { without: times.get(false) ?? 0, observed: times.get(true) ?? 0 };
}

async function inPython(
  { program, args }: Work,
  venv: string,
  root: string,
  isObserved: boolean,
): Promise<number> {
  const file = join(venv, 'bin', program);
  const plain = { program: file, args: [...args], cwd: root, env: {} };
  const recording = isObserved
    ? startRecording({ command: plain, data: join(root, '.nx'), roots: [root] })
    : undefined;
  const python = join(venv, 'bin', 'python');
  const variables = recording?.command.env ?? {};
  const { seconds } = await cpuOf(python, [file, ...args], root, variables);
  if (recording?.trace().processes === 0) throw new Error(`nothing was recorded of ${program}`);
  recording?.end();
  return seconds;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}

main(Number(process.argv[2] ?? 9), process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
