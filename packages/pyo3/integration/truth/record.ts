// node --import tsx packages/pyo3/integration/truth/record.ts <folder of checkouts>
//
// Compares each with the truth and writes results.json. PYO3_TEST_VENV names the Python to ask.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { compare } from './comparison.ts';

async function main([parent]: readonly string[]): Promise<void> {
  if (parent === undefined) throw new Error('name the folder that holds the checkouts');
  const work = mkdtempSync(join(tmpdir(), 'pyo3-truth-'));
  const repositories = [];
  for (const name of (await readdir(parent)).sort()) {
    const folder = join(work, name);
    await cp(join(parent, name), folder, { recursive: true });
    const { stdout: commit } = await execa('git', ['rev-parse', 'HEAD'], { cwd: folder });
    const { projects, edges, templates, broken, refused, differences } = await compare(folder);
    repositories.push({ name, commit, projects, edges, templates, broken, refused, differences });
  }
  await rm(work, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify({ date, repositories }, null, 2);
  writeFileSync(join(import.meta.dirname, 'results.json'), `${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
