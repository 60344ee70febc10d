import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTerminal } from './terminal.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Path of the plugin's npm package: `PYO3_TARBALL` when a caller has packed it already, else
 * packed now, so that what is tried is never an older build. Throws what the build printed when
 * it fails.
 */
export async function pluginTarball(): Promise<string> {
  const given = process.env['PYO3_TARBALL'];
  if (given !== undefined && given !== '') return given;
  const repository = openTerminal({
    folder: ROOT,
    environment: definedOnly(process.env),
    onCommand: () => undefined,
    echo: false,
  });
  await repository.run('npm', 'run', '--silent', 'pack');
  return join(ROOT, 'dist', `pyo3-${await pluginVersion()}.tgz`);
}

async function pluginVersion(): Promise<string> {
  const manifest: { readonly version: string } = JSON.parse(
    await readFile(join(ROOT, 'packages/pyo3/package.json'), 'utf8'),
  );
  return manifest.version;
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
