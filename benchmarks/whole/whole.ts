/**
 * Whole commands of Nx over 100 and 1,000 libraries, beside the same repository with a project.json for
 * each project and no plugin, and beside a plugin that only reads a recorded graph of the same size:
 * `npm run bench:whole [-- <size> [<work>]]`. Prints the ratios and writes them to `results.md`; with a
 * size it measures only that one, and of the works those whose names contain a word, and writes nothing.
 */
import { join } from 'node:path';
import { describeMachine } from '../machine.ts';
import { runBenchmark } from '../run-benchmark.ts';
import { ratioOf, table } from '../table.ts';
import { leastOf, type Cost } from './command.ts';
import { works, type Work } from './works.ts';
import {
  nxVersion,
  record,
  withPlugin,
  withProjectJson,
  withRecordedGraph,
  type Repository,
} from './workspaces.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? '3');

interface Measured {
  readonly count: number;
  readonly costs: ReadonlyMap<Work, ReadonlyMap<Repository['name'], Cost>>;
}

async function measure(count: number, folder: string, chosen: readonly Work[]): Promise<Measured> {
  const at = (name: string) => join(folder, `${String(count)}-${name}`);
  const ours = await withPlugin(at('pyo3'), count);
  const reference = await withProjectJson(at('reference'), count);
  const floor = await withRecordedGraph(at('floor'), count);
  const found = new Map<Work, Map<Repository['name'], Cost[]>>();
  for (let round = 0; round < rounds; round += 1) {
    for (const work of chosen) {
      const ofWork = found.get(work) ?? new Map<Repository['name'], Cost[]>();
      found.set(work, ofWork);
      for (const repository of [ours, reference, floor]) {
        const cost = await work.run(repository);
        ofWork.set(repository.name, [...(ofWork.get(repository.name) ?? []), cost]);
        if (repository === ours && work === chosen[0]) record(ours, floor);
      }
      if (process.env['VERBOSE'] !== undefined) console.error(work.name, ofWork);
    }
  }
  const costs = new Map(
    [...found].map(([work, all]) => [
      work,
      new Map([...all].map(([name, each]) => [name, leastOf(each)])),
    ]),
  );
  return { count, costs };
}

function render(measured: readonly Measured[], machine: string): string {
  const cell = (work: Work, { costs }: Measured, name: Repository['name'], of: keyof Cost) =>
    ratioOf(costs.get(work)?.get(name)?.[of], costs.get(work)?.get('project.json')?.[of]);
  const rows = [...(measured[0]?.costs.keys() ?? [])].map((work) => [
    work.name,
    ...measured.flatMap((one) => [
      cell(work, one, 'pyo3', 'wall'),
      cell(work, one, 'recorded graph', 'wall'),
      cell(work, one, 'pyo3', 'memory'),
    ]),
  ]);
  const head = measured.flatMap(({ count }) => [
    `${String(count)} projects`,
    'recorded graph',
    'memory',
  ]);
  return [
    '# What whole commands cost',
    '',
    'Written by `npm run bench:whole` (after `npm run pack`); see [../README.md](../README.md) for what is measured.',
    '',
    `${machine}, Nx ${nxVersion}.`,
    '',
    ...table(['', ...head], rows),
    '',
  ].join('\n');
}

const [size, word = ''] = process.argv.slice(2);
const isWhole = size === undefined;

await runBenchmark(isWhole ? import.meta.dirname : undefined, async (folder) => {
  const chosen = works.filter(({ name }) => name.includes(word));
  const measured: Measured[] = [];
  for (const count of isWhole ? [100, 1000] : [Number(size)]) {
    measured.push(await measure(count, folder, chosen));
  }
  return render(measured, await describeMachine());
});
