import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { interpreterOf, SYSTEM_PYTHON } from '../../tools/workspace/virtual-environment.ts';

/** Python that calls the function which every generated library has at first. */
export const CALL_EXAMPLE = (module: string): string =>
  `from ${module} import mean; print(mean([40.0, 44.0]))`;

export const EXAMPLE_RESULT = '42.0';

/** The only wheel in the project's `dist/`. Throws when there is none or more than one. */
export async function wheelOf(project: string): Promise<string> {
  const found = (await readdir(join(project, 'dist'))).filter((name) => name.endsWith('.whl'));
  if (found.length !== 1) throw new Error(`expected one wheel in ${project}, found: ${found}`);
  return join(project, 'dist', found.join(''));
}

/** Makes an empty environment, installs the wheel or sdist there and returns its interpreter. */
export async function installWheel(
  terminal: Terminal,
  archive: string,
  name: string,
): Promise<string> {
  const environment = join(terminal.folder, name);
  await terminal.run(SYSTEM_PYTHON, '-m', 'venv', environment);
  const python = interpreterOf(environment);
  await terminal.run(python, '-m', 'pip', 'install', '--quiet', archive);
  return python;
}
