/**
 * What the keys of all tasks cost, beside those of as many tasks that do nothing, each with the files of
 * the same projects as inputs: `npm run bench:hash`. Prints the ratios and writes them to `results.md`.
 */
import { execa } from 'execa';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeLibraries, type Listing } from '../graph/workspace.ts';
import { describeMachine } from '../machine.ts';
import { writeProjectJson } from '../project-json.ts';
import { runBenchmark } from '../run-benchmark.ts';
import { ratioOf, table } from '../table.ts';

const sizes = [100, 400, 1000];
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '3');
const nx = '24.0.6';
const hashed = ['compile', 'cargo-test', 'pytest', 'lint', 'build'];
/** Those and what they depend on. */
const targets = [...hashed, 'develop', 'lock-witness'];

interface Measured {
  readonly tasks: number;
  readonly inputs: number;
  /** Of processor time. */
  readonly seconds: number;
  /** In MiB. */
  readonly memory: number;
}

interface Pair {
  readonly count: number;
  readonly ours: Measured;
  readonly reference: Measured;
}

async function measure(count: number, folder: string): Promise<Pair> {
  const ours = await workspaceOf(join(folder, `${String(count)}-pyo3`), count, true);
  const reference = await workspaceOf(join(folder, `${String(count)}-noop`), count, false);
  const found: { ours: Measured[]; reference: Measured[] } = { ours: [], reference: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await hashTasks(ours, hashed), await hashTasks(reference, targets)] as const;
    // The first round makes the graphs.
    if (round === 0) continue;
    found.ours.push(pair[0]);
    found.reference.push(pair[1]);
  }
  return { count, ours: least(found.ours), reference: least(found.reference) };
}

/** Whatever else the machine does can only add to it. */
function least(all: readonly Measured[]): Measured {
  return all.reduce((best, one) => (one.seconds < best.seconds ? one : best));
}

async function workspaceOf(root: string, count: number, hasPlugin: boolean): Promise<string> {
  mkdirSync(root, { recursive: true });
  const listing = writeLibraries(root, count);
  writeFileSync(join(root, 'package.json'), '{ "private": true }');
  writeFileSync(join(root, 'nx.json'), JSON.stringify(hasPlugin ? { plugins: ['pyo3'] } : {}));
  writeFileSync(join(root, '.gitignore'), 'node_modules\n.nx\ntarget\n.venv\n');
  if (!hasPlugin) writeTargets(root, listing);
  const plugin = join(import.meta.dirname, '..', '..', 'dist', 'pyo3-0.1.0.tgz');
  const packages = [`nx@${nx}`, ...(hasPlugin ? [plugin] : [])];
  await execa('npm', ['install', '--no-audit', '--no-fund', '--save-dev', ...packages], {
    cwd: root,
  });
  await execa('git', ['init', '--quiet', '.'], { cwd: root });
  return root;
}

/** The same targets by hand. */
function writeTargets(root: string, listing: Listing): void {
  writeProjectJson(root, listing, ({ inputs }) => {
    const target = { executor: 'nx:noop', cache: true, inputs };
    return { targets: Object.fromEntries(targets.map((one) => [one, target])) };
  });
}

async function hashTasks(root: string, chosen: readonly string[]): Promise<Measured> {
  const program = join(import.meta.dirname, 'hash-tasks.mjs');
  const { stdout } = await execa(process.execPath, [program, chosen.join()], {
    cwd: root,
    env: { NX_DAEMON: 'false', NX_CACHE_DIRECTORY: join(root, '.nx', 'cache') },
    stderr: 'ignore',
  });
  return JSON.parse(stdout.split('\n').at(-1) ?? '') as Measured;
}

function render(pairs: readonly Pair[], machine: string): string {
  const row = (title: string, cell: (pair: Pair) => string) => [title, ...pairs.map(cell)];
  return [
    '# What the keys of all tasks cost',
    '',
    'Written by `npm run bench:hash` (after `npm run pack`); see [../README.md](../README.md) for what is measured.',
    '',
    `${machine}, Nx ${nx} without its daemon.`,
    '',
    ...table(
      ['', ...pairs.map(({ count }) => `${String(count)} projects`)],
      [
        row('tasks', ({ ours }) => String(ours.tasks)),
        row('inputs of all tasks', ({ ours }) => String(ours.inputs)),
        row('inputs, tasks that do nothing', ({ reference }) => String(reference.inputs)),
        row('processor time, beside tasks that do nothing', ({ ours, reference }) =>
          ratioOf(ours.seconds, reference.seconds),
        ),
        row('the same for each input', ({ ours, reference }) =>
          ratioOf(ours.seconds / ours.inputs, reference.seconds / reference.inputs),
        ),
        row('memory, beside tasks that do nothing', ({ ours, reference }) =>
          ratioOf(ours.memory, reference.memory),
        ),
        row('processor time', ({ ours }) => `${ours.seconds.toFixed(1)} s`),
      ],
    ),
    '',
  ].join('\n');
}

await runBenchmark(import.meta.dirname, async (folder) => {
  const pairs: Pair[] = [];
  for (const count of sizes) pairs.push(await measure(count, folder));
  return render(pairs, await describeMachine());
});
