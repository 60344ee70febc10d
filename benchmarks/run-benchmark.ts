import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a benchmark in a temporary folder, prints the page that it makes, and writes it to `results.md`.
 *
 * @param place folder of `results.md`; absent where only a part is measured, which is not written.
 * @param measure gives the page.
 */
export async function runBenchmark(
  place: string | undefined,
  measure: (folder: string) => Promise<string>,
): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-bench-')));
  try {
    const page = await measure(folder);
    console.log(page);
    if (place !== undefined) writeFileSync(join(place, 'results.md'), page);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
