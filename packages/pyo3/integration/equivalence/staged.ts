import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cp } from 'node:fs/promises';
import type { Workspace } from '../testing/workspace.ts';
import type { PythonState } from './python-state.ts';

/**
 * Stages the extensions that an environment imports, as the target `compile` does: what is compared
 * is who installs, and not who compiles.
 */
export async function stageExtensions(
  workspace: Workspace,
  { distributions }: PythonState,
): Promise<void> {
  for (const { directUrl, extensions } of Object.values(distributions)) {
    const project = fileURLToPath((directUrl as { readonly url: string }).url);
    const [file] = extensions;
    if (file === undefined) continue;
    const name = basename(file);
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    const folder = relative(workspace.root, join(project, '.nx-pyo3/compile')).split(sep).join('/');
    await workspace.write(`${folder}/extension.json`, JSON.stringify({ name, digest }));
    await cp(file, workspace.path(`${folder}/${name}`));
  }
}
