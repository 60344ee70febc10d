import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { requireWithin } from '../files/reach.ts';
import { artifactsOf, outputFolder, wheelTag, type ArtifactKind } from './artifacts.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { warnOfCaches } from './warn-of-caches.ts';

/** The folder that a build writes to, for the artifacts of one distribution. */
export interface OutputFolder {
  /** Absolute. */
  readonly path: string;
  /** Says what was made, with the tag of a wheel; false when nothing was. */
  readonly report: () => boolean;
  /** Names of the artifacts that are there. */
  readonly files: () => readonly string[];
}

/**
 * Makes the folder of the option `out` and removes earlier artifacts of this distribution from it,
 * so that what is there afterwards is of these sources.
 *
 * @throws Pyo3Error `path-invalid` for a folder outside the workspace.
 */
export function prepareOutput(
  session: TaskSession,
  out: string,
  normalizedName: string,
  kind: ArtifactKind,
): OutputFolder {
  const folder = outputFolder(out, session.project.root);
  const path = absolutePath(session.workspaceRoot, folder);
  requireWithin(path, [session.workspaceRoot]);
  mkdirSync(path, { recursive: true });
  const present = () => artifactsOf(normalizedName, kind, readdirSync(path));
  for (const file of present()) {
    session.detail(`removing ${folder}/${file}`);
    rmSync(join(path, file), { force: true });
  }
  const report = () => {
    const files = present();
    for (const file of files) {
      const tag = wheelTag(file);
      session.say(`${folder}/${file}${tag === undefined ? '' : `  (tag ${tag})`}`);
      warnOfCaches(session, `${folder}/${file}`);
    }
    return files.length > 0;
  };
  return { path, report, files: present };
}
