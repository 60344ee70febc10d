import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { maturinWheel } from '../commands/maturin-wheel.ts';
import { parseAtom } from '../project/matrix/wheel-matrix.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { wheelMeansHere } from './matrix-wheel.ts';
import type { ArtifactProblem } from './wheel-contents.ts';

/**
 * Builds each wheel that this machine can build again, from an empty folder of cargo, and compares the
 * bytes. A wheel that can be built again is one whose release can be resumed: an index refuses other
 * bytes under the same name.
 */
export async function rebuildProblems(
  session: TaskSession,
  wheels: readonly { readonly path: string; readonly file: string }[],
): Promise<readonly ArtifactProblem[]> {
  if (session.project.kind !== 'maturin') return [];
  const problems: ArtifactProblem[] = [];
  for (const { path, file } of wheels) {
    const problem = await rebuilt(session, path);
    if (problem !== undefined) problems.push({ file, problem });
  }
  return problems;
}

async function rebuilt(session: TaskSession, path: string): Promise<string | undefined> {
  const atom = parseAtom(basename(dirname(path)));
  const means = atom && wheelMeansHere(session, atom);
  if (atom === undefined || means === undefined || means.how === 'none') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'nx-pyo3-rebuild-'));
  try {
    const out = join(folder, 'out');
    const command = maturinWheel({
      ...(await session.tool('maturin')),
      ...{ atom, out, isZig: means.how === 'zig', selection: {}, args: [] },
      targetFolder: join(folder, 'target'),
      workspaceRoot: session.workspaceRoot,
    });
    if (!(await succeeds(session, command, { show: 'on failure' }))) return 'a second build failed';
    const [again] = readdirSync(out);
    const isEqual = again !== undefined && digest(join(out, again)) === digest(path);
    return isEqual ? undefined : 'a second build of the same sources has other bytes';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
