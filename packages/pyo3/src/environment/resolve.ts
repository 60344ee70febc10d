import { existsSync, renameSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { ExclusiveWork } from '../process/mutex.ts';
import { isHeld } from '../process/mutex-holder.ts';
import type { Runner } from '../process/run.ts';
import {
  chooseCandidate,
  environmentKind,
  inFolder,
  type Candidate,
  type CandidatePlace,
} from './candidates.ts';
import { inspectInterpreter, rememberedInterpreter } from './interpreter.ts';
import type { Interpreter, PythonEnvironment } from './python-environment.ts';
import { brokenEnvironment, removalCommand } from './virtual-environment.ts';
import { pluginDataFolder } from './workspace-data.ts';

export interface EnvironmentRequest extends CandidatePlace {
  readonly projectRoot: string;
  readonly run: Runner;
  /** Whether the workspace's `.venv` is made when there is no environment at all. */
  readonly create: boolean;
  readonly requiresPython?: string;
  readonly log: (message: string) => void;
}

/**
 * The environment of a project: the first of its candidates (see `candidates`), or a new `.venv` of
 * the workspace. One that is broken, or that git tracks, is an error.
 *
 * @throws Pyo3Error `environment-broken`, `interpreter-missing`, `interpreter-unsupported`,
 *   `network`, `option-invalid`.
 */
export async function resolvePythonEnvironment(
  request: EnvironmentRequest,
): Promise<PythonEnvironment> {
  const lock = creationLock(request);
  const isBeingMade = isHeld(lock);
  const chosen = chooseCandidate(request);
  if (chosen.origin === 'option' || chosen.origin === 'project-venv') {
    return await environmentAt(request, chosen);
  }
  // While another process makes it, it must not be looked at: `createOnce` waits.
  if (!isBeingMade) {
    if (chosen.kind !== 'create') return await environmentAt(request, chosen);
    if (!request.create) throw noEnvironment();
  }
  return await createOnce(request, join(request.workspaceRoot, '.venv'), lock);
}

async function createOnce(
  request: EnvironmentRequest,
  prefix: string,
  lock: string,
): Promise<PythonEnvironment> {
  const work = async ({ leftIncomplete, begin }: ExclusiveWork) => {
    // Moved, since the tool of a killed holder may still be writing; removed together with the lock.
    if (leftIncomplete && existsSync(prefix)) renameSync(prefix, join(lock, 'incomplete'));
    const there = inFolder(prefix, 'workspace-venv');
    if (there.kind !== 'absent') return await environmentAt(request, there);
    begin();
    const { createEnvironment } = await import('./create-environment.ts');
    await createEnvironment({ ...request, prefix });
    return await environmentAt(request, inFolder(prefix, 'created'));
  };
  const { withMutex } = await import('../process/mutex.ts');
  return await withMutex(lock, work, { waitsFor: 'making the virtual environment' });
}

/** @throws Pyo3Error for a candidate that cannot be used. */
async function environmentAt(
  request: EnvironmentRequest,
  candidate: Candidate,
): Promise<PythonEnvironment> {
  const shown = (path: string) => relative(request.workspaceRoot, path) || path;
  switch (candidate.kind) {
    case 'venv':
    case 'conda':
      return environmentOf(await ofEnvironment(request, candidate), candidate);
    case 'program':
      return environmentOf(await inspect(request, candidate.python), candidate);
    case 'broken': {
      const folder = shown(candidate.prefix);
      const cure = `Remove it with \`${removalCommand(folder)}\` and run this again.`;
      throw brokenEnvironment(folder, candidate.reason, cure);
    }
    case 'gone':
      throw goneEnvironment(candidate);
    case 'missing':
      throw missingInterpreter(candidate.interpreter);
    case 'absent':
    case 'create':
      throw noEnvironment();
  }
}

function inspect(request: EnvironmentRequest, executable: string): Promise<Interpreter> {
  const { run, env, workspaceRoot: cwd } = request;
  return inspectInterpreter(executable, { run, env, cwd });
}

function ofEnvironment(
  request: EnvironmentRequest,
  candidate: Candidate & { readonly prefix: string; readonly python: string },
): Promise<Interpreter> {
  const { workspaceRoot, env } = request;
  const { prefix, python } = candidate;
  return rememberedInterpreter(pluginDataFolder(workspaceRoot, env), candidate, async () => {
    const { askIn } = await import('../process/ask.ts');
    const { isTrackedEnvironment, trackedEnvironment } = await import('./tracked-environment.ts');
    if (isTrackedEnvironment(prefix, env, askIn(workspaceRoot, env))) {
      throw trackedEnvironment(relative(workspaceRoot, prefix) || prefix);
    }
    return await inspect(request, python);
  });
}

function environmentOf(interpreter: Interpreter, candidate: Candidate): PythonEnvironment {
  const { origin } = candidate;
  if (candidate.kind === 'venv' || candidate.kind === 'conda') {
    return { interpreter, prefix: candidate.prefix, kind: candidate.kind, origin };
  }
  // A program on the PATH may start the Python of an environment that lies elsewhere. PEP 405: in a
  // virtual environment `sys.prefix` and `sys.base_prefix` differ.
  const { prefix, basePrefix } = interpreter;
  const kind = prefix === basePrefix ? environmentKind(prefix) : 'venv';
  return kind === undefined
    ? { interpreter, kind: 'system', origin }
    : { interpreter, prefix, kind, origin };
}

function creationLock({ workspaceRoot, env }: EnvironmentRequest): string {
  return join(pluginDataFolder(workspaceRoot, env), 'venv.lock');
}

function goneEnvironment({ origin, prefix }: Candidate & { readonly prefix: string }): Pyo3Error {
  const leave = origin === 'CONDA_PREFIX' ? 'conda deactivate' : 'deactivate';
  const reason = `${origin} names it, and it does not exist`;
  return brokenEnvironment(
    prefix,
    reason,
    `Type \`${leave}\` (or unset ${origin}), and run this again.`,
  );
}

function missingInterpreter(interpreter: string): Pyo3Error {
  return new Pyo3Error({
    code: 'interpreter-missing',
    message: `The option \`interpreter\` names "${interpreter}", which is no file of the workspace and no program on the PATH.`,
    hint: 'Give the path of a Python or of a virtual environment, for example ".venv", or a version such as "3.12".',
  });
}

function noEnvironment(): Pyo3Error {
  return new Pyo3Error({
    code: 'interpreter-missing',
    message:
      'There is no Python environment: no .venv in the project or the workspace, and none is active.',
    hint: 'Make one with `uv sync`, or with `python -m venv .venv`.',
  });
}
