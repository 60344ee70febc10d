import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { absolutePath, type AbsolutePath } from '../files/paths.ts';
import { replaceFile, unwritable } from '../files/replace-file.ts';
import { isRegularFile, requireWithin } from '../files/reach.ts';
import { hideStaging } from './hide-staging.ts';
import {
  recordName,
  stagedTexts,
  stagingFolder,
  type StagedBy,
  type StagedRecord,
} from '../project/distribution/staging.ts';

/**
 * Writes an extension to the staging folder of a project and removes everything else there. Each
 * file is replaced atomically, the record last, so that it never refers to a missing file.
 *
 * @throws Pyo3Error `file-unwritable`; `path-invalid` if a link leads out of the workspace.
 */
export function stage(
  workspaceRoot: AbsolutePath,
  projectRoot: string,
  record: StagedRecord,
  library: Uint8Array,
  by: StagedBy = 'compile',
): void {
  const folder = absolutePath(workspaceRoot, stagingFolder(projectRoot, by));
  requireWithin(folder, [workspaceRoot]);
  const files = new Map<string, Uint8Array>([
    [record.name, library],
    ...Object.entries(stagedTexts(record)).map(
      ([name, text]) => [name, Buffer.from(text)] as const,
    ),
  ]);
  hideStaging(workspaceRoot, stagingFolder(projectRoot, by));
  try {
    mkdirSync(folder, { recursive: true });
    const foreign = readdirSync(folder).filter((name) => !files.has(name));
    for (const name of foreign) rmSync(join(folder, name), { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
  const isRecord = (name: string) => Number(name === recordName);
  for (const name of [...files.keys()].sort((a, b) => isRecord(a) - isRecord(b))) {
    const content = files.get(name) ?? Buffer.alloc(0);
    const path = join(folder, name);
    // An unchanged file keeps its modification time, so Nx does not store it again.
    if (isRegularFile(path) && Buffer.compare(readFileSync(path), content) === 0) continue;
    replaceFile(path, content);
  }
  chmodSync(join(folder, record.name), 0o755);
}
