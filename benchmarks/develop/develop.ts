/**
 * What `develop` of N libraries costs, beside a loop of `maturin develop`, the same with pip, two at
 * once, and `uv sync`, in one run: `npm run bench:develop`. Prints the ratios and writes them, with
 * the machine, to `results.md`. `npm run bench:develop -- 30` measures 30 libraries instead of 1, 3,
 * 8 and 30, and writes nothing.
 */
import { execa } from 'execa';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine } from '../machine.ts';
import { pluginTarball } from '../../tools/workspace/tarball.ts';
import { renderResults, type Times } from './results.ts';
import {
  cargo,
  maturin,
  maturinLoop,
  nx,
  runTime,
  taskTimes,
  timed,
  uvSync,
  watching,
} from './work.ts';
import {
  copyRepository,
  edit,
  makeEnvironment,
  sharedSource,
  sourceOf,
  writeRepository,
  type Repository,
} from './workspace.ts';

/** The least time counts: whatever else the machine does can only add to it. Many take one round. */
const roundsOf = (count: number): number => (count > 8 ? 1 : 3);
let edits = 0;

interface Pair {
  readonly ours: Repository;
  readonly theirs: Repository;
}

async function measure(count: number, folder: string, plugin: string): Promise<Times> {
  const theirs = await writeRepository(join(folder, `${String(count)}-theirs`), count);
  const ours = await copyRepository(theirs, join(folder, `${String(count)}-ours`));
  await execa('npm', ['install', '--silent', '--no-audit', plugin, `nx@${nxVersion()}`], {
    cwd: ours.root,
  });
  const pair = { ours, theirs };
  const times = new Map<string, number>();
  const note = (name: string, time: number) => {
    times.set(name, Math.min(time, times.get(name) ?? Infinity));
  };
  const least = async (name: string, work: () => Promise<unknown>) => {
    note(name, await timed(work));
  };
  try {
    await cold(pair, least);
    for (let round = 0; round < roundsOf(count); round += 1) {
      await unchanged(pair, least, note);
      await edited(pair, least, note);
      await empty(pair, least, note);
    }
    await watched(pair, least, roundsOf(count));
  } finally {
    // What went wrong before is of more interest than this.
    await nx(ours, 'daemon', '--stop').catch(() => undefined);
  }
  return { count, times };
}

type Least = (name: string, work: () => Promise<unknown>) => Promise<void>;
type Note = (name: string, ms: number) => void;

async function cold({ ours, theirs }: Pair, least: Least): Promise<void> {
  for (const repository of [theirs, ours]) await makeEnvironment(repository);
  await nx(ours, 'daemon', '--start');
  await least('cold ours', () => nx(ours, 'run-many', '-t', 'develop'));
  await least('cold loop', () => maturinLoop(theirs, 'uv'));
  await least('cold cargo', () => cargo(theirs, '--workspace'));
}

async function unchanged({ ours, theirs }: Pair, least: Least, note: Note): Promise<void> {
  await least('no-op ours', () => nx(ours, 'run-many', '-t', 'develop'));
  note('no-op tasks', taskTimes(ours, 'develop'));
  await least('no-op apart', () => nx(ours, 'run-many', '-t', 'develop', '--batch=false'));
  await least('no-op loop', () => maturinLoop(theirs, 'uv'));
  await least('no-op pip', () => maturinLoop(theirs, 'pip'));
  await least('no-op two', () => maturinLoop(theirs, 'uv', 2));
  await uvSync(theirs);
  await least('no-op sync', () => uvSync(theirs));
  await least('nx', () => nx(ours, 'show', 'projects'));
}

async function edited({ ours, theirs }: Pair, least: Least, note: Note): Promise<void> {
  const [name = ''] = ours.names;
  edits += 1;
  for (const one of [ours, theirs]) await edit(one, sourceOf(name), edits);
  await least('edit ours', () => nx(ours, 'run', `${name}:develop`));
  await maturin(theirs, name);
  await edit(theirs, sourceOf(name), edits + 1000);
  await least('edit loop', () => maturin(theirs, name));
  await least('edit cargo', () => cargo(theirs, '--package', name));
  await least('one no-op ours', () => nx(ours, 'run', `${name}:develop`));
  await least('one no-op loop', () => maturin(theirs, name));
  for (const one of [ours, theirs]) await edit(one, sharedSource, edits);
  await least('shared ours', () => nx(ours, 'run-many', '-t', 'develop'));
  note('shared run', runTime(ours));
  await least('shared loop', () => maturinLoop(theirs, 'uv'));
  await least('shared cargo', () => cargo(theirs, '--workspace'));
  await uvSync(theirs);
  await edit(theirs, sharedSource, edits + 1000);
  await least('shared sync', () => uvSync(theirs));
  await maturinLoop(theirs, 'uv');
}

async function empty({ ours, theirs }: Pair, least: Least, note: Note): Promise<void> {
  for (const one of [ours, theirs]) await makeEnvironment(one);
  await least('empty ours', () => nx(ours, 'run-many', '-t', 'develop'));
  note('empty run', runTime(ours));
  await least('empty loop', () => maturinLoop(theirs, 'uv'));
  await makeEnvironment(ours);
  await least('empty apart', () => nx(ours, 'run-many', '-t', 'develop', '--batch=false'));
  await makeEnvironment(theirs);
  await least('empty pip', () => maturinLoop(theirs, 'pip'));
}

async function watched({ ours }: Pair, least: Least, rounds: number): Promise<void> {
  const [name = ''] = ours.names;
  const watch = watching(ours, name);
  await watch.next();
  for (let round = 0; round < rounds; round += 1) {
    edits += 1;
    await edit(ours, sourceOf(name), edits);
    await least('edit watch', watch.next);
  }
  await watch.end();
}

function nxVersion(): string {
  const manifest = new URL('../../node_modules/nx/package.json', import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
}

async function main(): Promise<void> {
  const plugin = await pluginTarball();
  if (!existsSync(plugin)) throw new Error('Pack the plugin first: npm run pack');
  const given = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-bench-'));
  try {
    const machine = await describeMachine();
    const measured: Times[] = [];
    let text = '';
    for (const count of given.length > 0 ? given : [1, 3, 8, 30]) {
      measured.push(await measure(count, folder, plugin));
      console.error(`measured ${String(count)} libraries`);
      await rm(join(folder, `${String(count)}-theirs`), { recursive: true });
      await rm(join(folder, `${String(count)}-ours`), { recursive: true });
      text = renderResults(measured, nxVersion(), machine);
      // What was measured is kept when a later part is cut off.
      if (given.length === 0) writeFileSync(join(import.meta.dirname, 'results.md'), text);
    }
    console.log(text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
