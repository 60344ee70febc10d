import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import { readOptional } from '../files/disk.ts';
import { replaceFile } from '../files/replace-file.ts';
import { withMutex } from '../process/mutex.ts';
import { parseReads, renderReads, type ReadsRecord } from './reads-record.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where the reads of all tasks of a workspace are kept; absolute. */
function readsFile(workspaceRoot: AbsolutePath, env: Variables): string {
  return join(pluginDataFolder(workspaceRoot, env), 'reads.json');
}

/** Its text; empty when there is none. */
export function readsText(workspaceRoot: AbsolutePath, env: Variables): string {
  return readOptional(readsFile(workspaceRoot, env)) ?? '';
}

/**
 * Changes the record; tasks that run side by side wait for each other, and nothing is written where
 * nothing changes.
 *
 * @throws Pyo3Error `file-unwritable`.
 */
export async function changeReads(
  workspaceRoot: AbsolutePath,
  env: Variables,
  change: (record: ReadsRecord) => ReadsRecord,
): Promise<void> {
  const file = readsFile(workspaceRoot, env);
  const changed = (text: string) => renderReads(change(parseReads(text)));
  const before = readsText(workspaceRoot, env);
  if (changed(before) === before) return;
  mkdirSync(dirname(file), { recursive: true });
  const write = () => {
    replaceFile(file, changed(readsText(workspaceRoot, env)));
    return Promise.resolve();
  };
  await withMutex(`${file}.lock`, write, { waitsFor: 'recording what a task reads' });
}
