import { join } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { maturinWheel } from '../commands/maturin-wheel.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { WheelMeans } from '../environment/wheel-means.ts';
import { withoutSecrets } from '../environment/secret-variables.ts';
import type { WheelExecutorOptions } from '../executors/wheel/options.ts';
import { wheelMeansOf } from '../fingerprint/wheel-fact.ts';
import { askIn } from '../process/ask.ts';
import { variable } from '../process/find-program.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { parseAtom, type WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { isTagOf } from '../python/wheel-platform.ts';
import { hasAbi } from '../python/wheel-python.ts';
import { succeeds } from '../task/session/run-command.ts';
import { reportReadsBesideArtifact } from '../task/session/report-undeclared-reads.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { wheelTag } from './artifacts.ts';
import { buildWheel } from './build-wheel.ts';
import { prepareOutput } from './output-folder.ts';

/**
 * Builds one wheel of the project's matrix, or says why this machine cannot: then there is no wheel,
 * and the task succeeds unless the wheel is required.
 *
 * @throws Pyo3Error `option-invalid` for a tag that is none, `wheel-missing` where it is required,
 * `wheel-invalid` where what was built has another tag.
 */
export async function buildMatrixWheel(
  session: TaskSession,
  options: WheelExecutorOptions,
): Promise<boolean> {
  const { project, distribution } = requireInstallable(session);
  const atom = requireAtom(session.task, options.tag);
  const { out = `{projectRoot}/dist/wheels/${atom.name}` } = options;
  if (project.kind === 'python') return buildWheel(session, { ...options, out });
  if (project.kind !== 'maturin') throw notMaturin(session.task);
  const means = await meansFor(session, atom);
  if (means.how === 'none') {
    prepareOutput(session, out, distribution.normalizedName, 'wheel');
    return skip(session, atom, means, options.require);
  }
  const maturin = await session.tool('maturin');
  const folder = prepareOutput(session, out, distribution.normalizedName, 'wheel');
  session.detail(
    `${atom.name} is built ${means.how === 'zig' ? `with zig ${means.zig}` : 'natively'}`,
  );
  const { workspaceRoot, args } = session;
  const target = targetFolder(session, project, atom);
  const command = maturinWheel({
    ...maturin,
    ...{ atom, out: folder.path, isZig: means.how === 'zig', workspaceRoot, args },
    selection: options,
    targetFolder: target,
    ...(options.strip === undefined ? {} : { strip: options.strip }),
  });
  const succeeded = await session.whileCompiling(`${project.crate.name}-${atom.name}`, () =>
    succeeds(session, command),
  );
  if (!succeeded || !folder.report()) return false;
  for (const file of folder.files()) requireTag(session, atom, file);
  const { profile = 'release', strict } = options;
  const built = { targetFolder: target, profile };
  await reportReadsBesideArtifact(session, project.crate, built, strict);
  return true;
}

/** Zig may come with the environment, which may be made only now. */
async function meansFor(session: TaskSession, atom: WheelAtom): Promise<WheelMeans> {
  const means = wheelMeansHere(session, atom);
  if (means.how !== 'none') return means;
  await session.python();
  return wheelMeansHere(session, atom);
}

/** What this machine has to build a wheel; the cache key holds the same. */
export function wheelMeansHere(
  { workspaceRoot }: Pick<TaskSession, 'workspaceRoot'>,
  { platform }: WheelAtom,
): WheelMeans {
  const env = withoutSecrets(process.env);
  return wheelMeansOf(platform, workspaceRoot, env, askIn(workspaceRoot, env));
}

export function requireAtom(task: string, tag: string): WheelAtom {
  const atom = parseAtom(tag);
  if (atom !== undefined) return atom;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `\`tag\` of ${task} must be the tag of a wheel, but it is ${JSON.stringify(tag)}.`,
    hint: 'Write it like `cp312-manylinux_2_17_x86_64`, `cp39-abi3-win_amd64` or `py3-none-any`.',
  });
}

function notMaturin(task: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `${task} cannot run: setuptools-rust builds wheels for the Python that runs it only.`,
    hint: 'Use the executor `pyo3:build` for one wheel, or cibuildwheel for all of them.',
  });
}

function skip(
  session: TaskSession,
  { name }: WheelAtom,
  { reason, cure }: Extract<WheelMeans, { how: 'none' }>,
  require: boolean | undefined,
): boolean {
  if (require ?? process.env['NX_PYO3_WHEELS'] === 'require') {
    throw new Pyo3Error({
      code: 'wheel-missing',
      message: `This machine cannot build the wheel ${name} of ${session.project.name}. ${reason}`,
      hint: cure,
    });
  }
  session.say(`skipped ${name}: this machine cannot build it. ${reason} ${cure}`);
  return true;
}

function targetFolder({ workspaceRoot }: TaskSession, { crate }: MaturinProject, atom: WheelAtom) {
  const own = variable(withoutSecrets(process.env), 'CARGO_TARGET_DIR');
  const base = absolutePath(workspaceRoot, crate.cargoRoot);
  return join(own === undefined ? join(base, 'target') : join(base, own), 'nx-pyo3', atom.name);
}

function requireTag({ task }: TaskSession, { name, abi, platform }: WheelAtom, file: string): void {
  const [python = '', abiTag = '', tags = ''] = wheelTag(file)?.split('-') ?? [];
  if (hasAbi(abi, python, abiTag) && isTagOf(platform, tags)) return;
  throw new Pyo3Error({
    code: 'wheel-invalid',
    message: `${task} was to build a wheel ${name}, but maturin built ${file}.`,
    hint: 'Name the wheels in `python` and `platforms` of [tool.nx-pyo3.wheels] as maturin builds them.',
  });
}
