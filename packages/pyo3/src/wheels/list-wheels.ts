import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { WheelsExecutorOptions } from '../executors/wheels/options.ts';
import { parseAtom } from '../project/matrix/wheel-matrix.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { wheelMeansHere } from './matrix-wheel.ts';

/**
 * Says which wheels there are, and why there are no others.
 *
 * @throws Pyo3Error `wheel-missing` when all have to be there and one is not.
 */
export function listWheels(
  session: TaskSession,
  { tags = [], complete = false }: WheelsExecutorOptions,
): Promise<boolean> {
  const folder = childPath(session.project.root, 'dist/wheels');
  const found = tags.map((tag) => ({
    tag,
    files: wheelsIn(join(session.workspaceRoot, folder, tag)),
  }));
  const missing = found.filter(({ files }) => files.length === 0).map(({ tag }) => tag);
  for (const { tag, files } of found) {
    for (const file of files) session.say(`${folder}/${tag}/${file}`);
  }
  for (const tag of missing) session.say(`skipped ${tag}: ${reasonFor(session, tag)}`);
  session.say(`${counted(tags.length - missing.length)} of ${String(tags.length)} in ${folder}`);
  if (!complete || missing.length === 0) return Promise.resolve(true);
  throw new Pyo3Error({
    code: 'wheel-missing',
    message: `${session.project.name} has no wheel ${missing.join(', ')} in ${folder}.`,
    hint: 'Build it on a machine that can, and collect its folder, or leave it out with `skip` of [tool.nx-pyo3.wheels].',
  });
}

function wheelsIn(path: string): readonly string[] {
  return existsSync(path) ? readdirSync(path).filter((file) => file.endsWith('.whl')) : [];
}

function reasonFor(session: TaskSession, tag: string): string {
  const atom = parseAtom(tag);
  const means = atom && wheelMeansHere(session, atom);
  return means?.how === 'none' ? `${means.reason} ${means.cure}` : 'it was not built.';
}

function counted(count: number): string {
  return count === 1 ? '1 wheel' : `${String(count)} wheels`;
}
