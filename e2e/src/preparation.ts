import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTestEnvironment } from '../../tools/python/test-env.ts';
import { startRegistry } from '../../tools/registry/registry.ts';
import { pluginTarball } from '../../tools/workspace/tarball.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Publishes the packed plugin to a registry of this run and tells the tests where it is, by
 * variables that `setting.ts` reads. Returns what undoes it.
 */
export async function prepare(): Promise<() => Promise<void>> {
  const tarball = await pluginTarball();
  process.env['PYO3_TEST_VENV'] ??= await ensureTestEnvironment(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-e2e-'));
  // Jest tears nothing down when it is interrupted; the registry ends with the process.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  const registry = await startRegistry(folder);
  await registry.publish(tarball);
  process.env['PYO3_E2E_REGISTRY'] = registry.url;
  process.env['PYO3_E2E_FOLDER'] = folder;
  return registry.stop;
}
