import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const published = ['package.json', 'executors.json', 'generators.json', 'migrations.json', 'dist'];

/**
 * Makes the folder that holds all of one run. Each worker of jest has one in it, with the plugin as it
 * is published, so that a rebuild during the run disturbs nothing, the workspaces, and cargo's output:
 * two workers with one target folder would wait for each other.
 *
 * @param {{ maxWorkers: number }} config
 */
export default function setup({ maxWorkers }) {
  // Nx sets it for its tasks; the tools under test would colour what the tests read.
  delete process.env.FORCE_COLOR;
  const packageFolder = resolve(import.meta.dirname, '../..');
  if (!existsSync(join(packageFolder, 'dist', 'plugin.js'))) {
    throw new Error('packages/pyo3/dist is missing; build it with `npx nx build pyo3`.');
  }
  // macOS and Windows reach their temporary folder by a link or a short name.
  const run = realpathSync.native(mkdtempSync(join(tmpdir(), 'pyo3-integration-')));
  for (let worker = 1; worker <= maxWorkers; worker += 1) {
    const folder = join(run, `worker-${worker}`);
    mkdirSync(join(folder, 'plugin'), { recursive: true });
    for (const name of published) {
      cpSync(join(packageFolder, name), join(folder, 'plugin', name), { recursive: true });
    }
    const modules = resolve(packageFolder, '../../node_modules');
    symlinkSync(modules, join(folder, 'node_modules'), 'junction');
  }
  process.env.PYO3_INTEGRATION_RUN = run;
}
