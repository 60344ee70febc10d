/**
 * What the graph of N libraries costs, beside `cargo metadata --no-deps` of the same repository and
 * beside other plugins, in one run: `npm run bench:graph`. Prints the ratios and writes them, with the
 * machine, to `results.md`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runFloor, runHooks, timeOfCargo, type Workspace } from './measure.ts';
import { installPeers, type Peer } from './peers.ts';
import { writeRegistry } from './registry.ts';
import { describeMachine } from '../machine.ts';
import { runBenchmark } from '../run-benchmark.ts';
import { renderResults, type Measured } from './results.ts';
import { writeLibraries } from './workspace.ts';

const sizes = [100, 400, 1000];
/** The least time counts: whatever else the machine does can only add to it. */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '5');
const roundsOfPeers = 2;
/** Until a time stamp says for sure whether a file has changed since. */
const settled = 4000;

const ours = join(import.meta.dirname, '..', '..', 'packages', 'pyo3', 'dist', 'plugin.js');

async function measure(count: number, folder: string, peers: readonly Peer[]): Promise<Measured> {
  const workspace = writeWorkspace(folder, count);
  const times = new Map<string, number>();
  const least = (name: string, value: number | undefined) => {
    if (value !== undefined) times.set(name, Math.min(value, times.get(name) ?? Infinity));
  };
  for (let round = 0; round < rounds; round += 1) {
    await setTimeout(settled);
    least('cargo', await timeOfCargo(workspace));
    for (const [name, time] of Object.entries(await runFloor(workspace))) least(name, time);
    const cold = await runHooks(ours, workspace, 1, false);
    least('cold', cold.times[0]);
    least('memory of cold', cold.memory);
    const warm = await runHooks(ours, workspace, 1, true);
    least('warm', warm.times[0]);
    least('memory of warm', warm.memory);
    least('load', warm.load);
    const daemon = await runHooks(ours, workspace, 6, true);
    for (const time of daemon.times.slice(1, -2)) least('daemon', time);
    least('first changed', daemon.times.at(-2));
    least('changed', daemon.times.at(-1));
  }
  const ofPeers = [];
  for (const { name, plugin } of peers) {
    for (let round = 0; round < roundsOfPeers; round += 1) {
      const run = await runHooks(plugin, workspace, 4, false);
      least(`${name} first`, run.times[0]);
      least(`${name} later`, run.times[1]);
      least(`${name} memory`, run.memory);
      if (round === 0) ofPeers.push({ name, edges: run.edges });
    }
  }
  return { count, times, peers: ofPeers };
}

function writeWorkspace(folder: string, count: number): Workspace {
  const root = join(folder, String(count), 'repository');
  mkdirSync(root, { recursive: true });
  writeRegistry(join(folder, String(count)));
  const listing = join(folder, String(count), 'listing.json');
  writeFileSync(listing, JSON.stringify(writeLibraries(root, count)));
  return { root, listing };
}

await runBenchmark(import.meta.dirname, async (folder) => {
  if (!existsSync(ours)) throw new Error('Build the plugin first: npm run pack');
  const peers = await installPeers(join(folder, 'peers'));
  const measured: Measured[] = [];
  for (const count of sizes) measured.push(await measure(count, folder, peers));
  return renderResults(measured, peers, await describeMachine());
});
