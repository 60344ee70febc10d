import { absolutePath } from '../../files/paths.ts';
import { shellWord } from '../../diagnostics/shell-word.ts';
import { dirname } from 'node:path';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { pluginDataFolder } from '../../environment/workspace-data.ts';
import { statOptional } from '../../files/disk.ts';
import { changedInputs } from '../../observe/changed-inputs.ts';
import type { TaskSession } from './task-session.ts';

/**
 * That no input of a cached task was saved while it ran: its result may be of the new content, and Nx
 * would store it under the key of the old one.
 *
 * @param since when the task began, in milliseconds since 1970.
 * @throws Pyo3Error `input-changed`.
 */
export async function requireUnchanged(session: TaskSession, since: number): Promise<void> {
  const hashed = await session.hashed();
  if (hashed === undefined) return;
  const { workspaceRoot, reader, task, written } = session;
  const stat = (path: string) => statOptional(absolutePath(workspaceRoot, path));
  let asHashed: ((path: string) => boolean | undefined) | undefined;
  const changed = await changedInputs(since, written, {
    hashed,
    files: await session.inputFiles(),
    reader,
    changedAt: (path) => stat(path)?.ctimeMs,
    isSame: async (path) => {
      const { contentAsHashed } = await import('../../environment/nx-installation.ts');
      const data = dirname(pluginDataFolder(workspaceRoot, process.env));
      asHashed ??= contentAsHashed(workspaceRoot, data);
      // A file that Nx has not hashed is new: the task left it behind.
      return asHashed(path) ?? true;
    },
  });
  const [first, ...others] = changed;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  throw new Pyo3Error({
    code: 'input-changed',
    message: `${first}${more} changed while ${task} ran, so its result is not stored.`,
    hint: `Run it again: nx run ${shellWord(task)}`,
  });
}
