import { readFileSync } from 'node:fs';
import { absolutePath } from '../files/paths.ts';
import { tarFiles } from '../files/tar.ts';
import { bytecodePattern, isOfToolCache } from '../python/tool-caches.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { wheelMembers } from './wheel-members.ts';

/**
 * Warns where a wheel or sdist contains what tools keep beside the sources: a clean checkout makes
 * another one, and the cache key is the same. Of the build backends, maturin packs bytecode from a
 * package below a .gitignore (1.16, `write_python_part`), and setuptools where MANIFEST.in says so.
 *
 * @param file relative to the workspace.
 */
export function warnOfCaches(session: TaskSession, file: string): void {
  const [first, ...others] = membersOf(absolutePath(session.workspaceRoot, file)).filter(
    isOfToolCache,
  );
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more such files`;
  const { project } = session;
  session.warn(
    `${file} contains ${first}${more}, which a tool left beside the sources. A build of a clean checkout does not contain it.`,
    project.kind === 'maturin'
      ? `Add \`exclude = ["${bytecodePattern}"]\` to [tool.maturin] of ${project.distribution.pyprojectPath}.`
      : 'Exclude it in the settings of the build backend; for setuptools, write `global-exclude *.py[cod]` at the end of MANIFEST.in.',
    'wheel-invalid',
  );
}

/** None where it cannot be read: it is not for a warning to fail a build. */
function membersOf(path: string): readonly string[] {
  try {
    if (path.endsWith('.whl')) return wheelMembers(path);
    return path.endsWith('.tar.gz') ? tarFiles(readFileSync(path)).map(({ name }) => name) : [];
  } catch {
    return [];
  }
}
