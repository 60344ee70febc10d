import { existsSync, renameSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findProgram, variable } from '../process/find-program.ts';
import { askIn } from '../process/ask.ts';
import type { Runner } from '../process/run.ts';
import { createEnvironment } from './create-environment.ts';
import { isHeld, withMutex, type ExclusiveWork } from '../process/mutex.ts';
import { inspectInterpreter } from './interpreter.ts';
import type { Interpreter, PythonEnvironment } from './python-environment.ts';
import { rememberedInterpreter } from './remembered-interpreter.ts';
import { isTrackedEnvironment, trackedEnvironment } from './tracked-environment.ts';
import {
  brokenEnvironment,
  condaPython,
  readVirtualEnvironment,
  removalCommand,
} from './virtual-environment.ts';
import { pluginDataFolder } from './workspace-data.ts';

export interface EnvironmentRequest {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Relative to the workspace root. */
  readonly projectRoot: string;
  /** The user's choice: an environment's folder, an interpreter's path, a command or a version. */
  readonly interpreter?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: Runner;
  /** Whether the workspace's `.venv` is made when there is no environment at all. */
  readonly create: boolean;
  readonly requiresPython?: string;
  readonly log: (message: string) => void;
}

type Origin = PythonEnvironment['origin'];

/**
 * The environment of a project: the option, else the project's `.venv`, the workspace's `.venv`,
 * an active VIRTUAL_ENV, an active conda environment, else a new `.venv` of the workspace.
 *
 * One that is broken, or that git tracks, is an error; never is another one taken in its place without a word.
 *
 * @throws Pyo3Error `environment-broken`, `interpreter-missing`, `interpreter-unsupported`,
 *   `network`, `option-invalid`.
 */
export async function resolvePythonEnvironment(
  request: EnvironmentRequest,
): Promise<PythonEnvironment> {
  if (request.interpreter !== undefined) return await fromOption(request, request.interpreter);

  const { workspaceRoot, projectRoot } = request;
  const ofProject = join(workspaceRoot, projectRoot, '.venv');
  const ofWorkspace = join(workspaceRoot, '.venv');
  const lock = creationLock(request);
  if (ofProject !== ofWorkspace) {
    const found = await fromFolder(request, ofProject, 'project-venv');
    if (found) return found;
  }
  // While another process makes it, it must not be looked at: `createOnce` waits.
  if (!isHeld(lock)) {
    const found =
      (await fromFolder(request, ofWorkspace, 'workspace-venv')) ?? (await fromVariables(request));
    if (found) return found;
    if (!request.create) throw noEnvironment();
  }
  return await createOnce(request, ofWorkspace, lock);
}

async function fromVariables(request: EnvironmentRequest): Promise<PythonEnvironment | undefined> {
  const active = variable(request.env, 'VIRTUAL_ENV');
  if (active) {
    const found = await fromFolder(request, resolve(request.workspaceRoot, active), 'VIRTUAL_ENV');
    if (found) return found;
    const cure = 'Type `deactivate` (or unset VIRTUAL_ENV), and run this again.';
    throw brokenEnvironment(active, 'VIRTUAL_ENV names it, and it does not exist', cure);
  }
  const conda = variable(request.env, 'CONDA_PREFIX');
  // Conda's base environment belongs to conda; projects get one of their own.
  const isBase = ['base', 'root'].includes(variable(request.env, 'CONDA_DEFAULT_ENV') ?? '');
  if (!conda || isBase) return undefined;
  return environmentOf(
    await inspect(request, condaPython(resolve(request.workspaceRoot, conda))),
    'CONDA_PREFIX',
  );
}

async function createOnce(
  request: EnvironmentRequest,
  prefix: string,
  lock: string,
): Promise<PythonEnvironment> {
  const work = async ({ leftIncomplete, begin }: ExclusiveWork) => {
    // Moved, since the tool of a killed holder may still be writing; removed together with the lock.
    if (leftIncomplete && existsSync(prefix)) renameSync(prefix, join(lock, 'incomplete'));
    const there = await fromFolder(request, prefix, 'workspace-venv');
    if (there) return there;
    begin();
    await createEnvironment({ ...request, prefix });
    const made = await fromFolder(request, prefix, 'created');
    if (made) return made;
    throw noEnvironment();
  };
  return await withMutex(lock, work, { waitsFor: 'making the virtual environment' });
}

/** `undefined` when the folder does not exist. */
async function fromFolder(
  request: EnvironmentRequest,
  prefix: string,
  origin: Origin,
): Promise<PythonEnvironment | undefined> {
  const found = readVirtualEnvironment(prefix);
  if (found.state === 'absent') return undefined;
  const shown = relative(request.workspaceRoot, prefix) || prefix;
  if (found.state === 'present') {
    return {
      ...environmentOf(await ofVirtualEnvironment(request, prefix, found.python), origin),
      prefix,
    };
  }
  if (isCondaEnvironment(prefix)) {
    return environmentOf(await inspect(request, condaPython(prefix)), origin);
  }
  const cure = `Remove it with \`${removalCommand(shown)}\` and run this again.`;
  throw brokenEnvironment(shown, found.reason, cure);
}

async function fromOption(
  request: EnvironmentRequest,
  interpreter: string,
): Promise<PythonEnvironment> {
  const path = resolve(request.workspaceRoot, interpreter);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    const found = await fromFolder(request, path, 'option');
    if (found) return found;
  }
  if (stat?.isFile()) return environmentOf(await inspect(request, path), 'option');

  const isVersion = /^\d+(\.\d+){0,2}t?$/.test(interpreter);
  const program = findProgram(isVersion ? `python${interpreter}` : interpreter, request.env);
  if (program !== undefined) return environmentOf(await inspect(request, program), 'option');
  throw new Pyo3Error({
    code: 'interpreter-missing',
    message: `The option \`interpreter\` names "${interpreter}", which is no file of the workspace and no program on the PATH.`,
    hint: 'Give the path of a Python or of a virtual environment, for example ".venv", or a version such as "3.12".',
  });
}

function inspect(request: EnvironmentRequest, executable: string): Promise<Interpreter> {
  const { run, env, workspaceRoot: cwd } = request;
  return inspectInterpreter(executable, { run, env, cwd });
}

function ofVirtualEnvironment(
  request: EnvironmentRequest,
  prefix: string,
  python: string,
): Promise<Interpreter> {
  const folder = pluginDataFolder(request.workspaceRoot, request.env);
  return rememberedInterpreter({ folder, prefix, python }, () => {
    const { workspaceRoot, env } = request;
    if (isTrackedEnvironment(prefix, env, askIn(workspaceRoot, env))) {
      throw trackedEnvironment(relative(workspaceRoot, prefix) || prefix);
    }
    return inspect(request, python);
  });
}

/** PEP 405: in a virtual environment `sys.prefix` and `sys.base_prefix` differ. */
function environmentOf(interpreter: Interpreter, origin: Origin): PythonEnvironment {
  const { prefix, basePrefix } = interpreter;
  const venv = readVirtualEnvironment(prefix);
  if (prefix !== basePrefix || venv.state === 'present') {
    const madeByUv = venv.state === 'present' && venv.madeByUv;
    return { interpreter, prefix, kind: 'venv', origin, madeByUv };
  }
  if (isCondaEnvironment(prefix)) {
    return { interpreter, prefix, kind: 'conda', origin, madeByUv: false };
  }
  return { interpreter, kind: 'system', origin, madeByUv: false };
}

function isCondaEnvironment(prefix: string): boolean {
  return existsSync(join(prefix, 'conda-meta'));
}

function creationLock({ workspaceRoot, env }: EnvironmentRequest): string {
  return join(pluginDataFolder(workspaceRoot, env), 'venv.lock');
}

function noEnvironment(): Pyo3Error {
  return new Pyo3Error({
    code: 'interpreter-missing',
    message:
      'There is no Python environment: no .venv in the project or the workspace, and none is active.',
    hint: 'Make one with `uv sync`, or with `python -m venv .venv`.',
  });
}
