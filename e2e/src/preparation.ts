import { mkdtemp, rm } from 'node:fs/promises';
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
  const registry = await startRegistry();
  await registry.publish(tarball);
  const target = await mkdtemp(join(tmpdir(), 'pyo3-e2e-target-'));
  process.env['PYO3_E2E_REGISTRY'] = registry.url;
  process.env['PYO3_E2E_TARGET'] = target;
  return async () => {
    await registry.stop();
    await rm(target, { recursive: true, force: true });
  };
}
