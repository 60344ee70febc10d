/**
 * What the graph of N libraries costs, beside `cargo metadata --no-deps` of the same repository in
 * the same run: `npm run bench:graph`. Prints medians in milliseconds and their ratios.
 */
import { execa } from 'execa';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLibraries } from './workspace.ts';

const sizes = [100, 400, 1000];
const rounds = 3;
const repository = join(import.meta.dirname, '..', '..');

interface Report {
  readonly load: number;
  readonly rss: number;
  readonly times: readonly { readonly createNodes: number; readonly createDependencies: number }[];
}

async function measure(count: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'pyo3-bench-'));
  try {
    const listing = join(root, 'manifests.json');
    writeFileSync(listing, JSON.stringify(writeLibraries(root, count)));
    const cargo: number[] = [];
    const cold: number[] = [];
    const warm: number[] = [];
    let rss = 0;
    for (let round = 0; round < rounds; round += 1) {
      cargo.push(await timeOfCargo(root));
      const report = await hooks(root, listing);
      const [first, ...later] = report.times.map(
        (each) => each.createNodes + each.createDependencies,
      );
      cold.push(first ?? 0);
      warm.push(median(later));
      rss = Math.max(rss, report.rss);
    }
    const base = median(cargo);
    const row = { cargo: base, cold: median(cold), warm: median(warm) };
    console.log(
      `${String(count).padStart(5)} projects: cargo metadata --no-deps ${row.cargo.toFixed(0)} ms; ` +
        `hooks cold ${row.cold.toFixed(0)} ms (${(row.cold / base).toFixed(2)}), ` +
        `warm ${row.warm.toFixed(0)} ms (${(row.warm / base).toFixed(2)}); ${(rss / 2 ** 20).toFixed(0)} MiB`,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function timeOfCargo(cwd: string): Promise<number> {
  const start = performance.now();
  await execa('cargo', ['metadata', '--no-deps', '--offline', '--format-version', '1'], {
    cwd,
    stdout: 'ignore',
    stderr: 'ignore',
  });
  return performance.now() - start;
}

async function hooks(root: string, listing: string): Promise<Report> {
  const plugin = join(repository, 'packages', 'pyo3', 'dist', 'plugin.js');
  const program = join(import.meta.dirname, 'hooks.mjs');
  const { stdout } = await execa(process.execPath, [program, plugin, root, listing, '4'], {
    env: { NX_WORKSPACE_DATA_DIRECTORY: join(root, '.data') },
    stderr: 'ignore',
  });
  return JSON.parse(stdout) as Report;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function main(): Promise<void> {
  for (const count of sizes) await measure(count);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
