/**
 * `npm run matrix:record [-- <id> …]`: writes what Nx 24 says of every mutation, or of these, into
 * expected.json. The change of that file is what a reviewer reads; `matrix.it.ts` compares all
 * versions of Nx and the oracle with it.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askNx } from './ask-nx.ts';
import { changedTasks, expectationOf, readExpectations, writeExpectations } from './expectation.ts';
import { mutations } from './table.ts';

const packageFolder = join(import.meta.dirname, '../..');

async function record(ids: readonly string[]): Promise<void> {
  const wanted = ids.length === 0 ? mutations : mutations.filter(({ id }) => ids.includes(id));
  const known = ids.length === 0 ? {} : readExpectations();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-matrix-')));
  try {
    const plugin = join(folder, 'plugin');
    mkdirSync(plugin);
    for (const name of ['package.json', 'executors.json', 'generators.json', 'dist']) {
      cpSync(join(packageFolder, name), join(plugin, name), { recursive: true });
    }
    symlinkSync(join(packageFolder, '../../node_modules'), join(folder, 'node_modules'));
    const answer = await askNx({ folder, plugin, nxVersion: '24.0.6', mutations: wanted });
    const unsteady = changedTasks(answer.base, answer.again);
    if (unsteady.length > 0) throw new Error(`other keys than before: ${unsteady.join(', ')}`);
    const rows = wanted.map(({ id }) => [id, expectationOf(answer, id)] as const);
    writeExpectations({ ...known, ...Object.fromEntries(rows) }, mutations);
    console.log(`${String(rows.length)} mutations written to expected.json`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

record(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
