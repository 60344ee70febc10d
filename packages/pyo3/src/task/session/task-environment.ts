import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { findBackendPython } from '../../environment/backend-python.ts';
import { checkInterpreter } from '../../environment/check-interpreter.ts';
import type { PythonEnvironment } from '../../environment/python-environment.ts';
import { resolvePythonEnvironment } from '../../environment/resolve.ts';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import { pluginDataFolder } from '../../environment/workspace-data.ts';
import type { MutexOptions } from '../../process/mutex.ts';
import type { TaskEnvironmentRequest } from './task-tools.ts';
import type { TaskSession } from './task-session.ts';

type TaskEnvironment = Pick<
  TaskSession,
  | 'python'
  | 'cargo'
  | 'tool'
  | 'installer'
  | 'maturinPython'
  | 'buildFrontend'
  | 'whileInstalling'
  | 'whileCompiling'
  | 'isTracked'
>;

/** The tools of a task, all in the project's one environment. What starts them is loaded with the first. */
export function taskEnvironment(request: TaskEnvironmentRequest): TaskEnvironment {
  const data = pluginDataFolder(request.workspaceRoot, process.env);
  let resolved: Promise<PythonEnvironment> | undefined;
  const python = () => (resolved ??= suitablePython(request));
  const pythonOrNone = () => resolvedOrNone(request);
  const tools = async () =>
    (await import('./task-tools.ts')).taskTools(request, { python, pythonOrNone });
  return {
    python,
    cargo: async (work) => (await tools()).cargo(work),
    tool: async (name) => (await tools()).tool(name),
    installer: async () => (await tools()).installer(),
    maturinPython: async (requires) => {
      const environment = await python();
      const env = withoutSecrets(request.env);
      const tool = findBackendPython({ module: 'maturin', requires, environment, env });
      return tool && (async () => (await tools()).pythonRun(tool, environment));
    },
    buildFrontend: async () => (await tools()).buildFrontend(),
    whileInstalling: async (work) => {
      const { interpreter } = await python();
      const digest = createHash('sha256').update(interpreter.prefix).digest('hex').slice(0, 12);
      const waitsFor = `installing into ${interpreter.prefix}`;
      return exclusively(join(data, `install-${digest}.lock`), work, { waitsFor });
    },
    whileCompiling: (library, work) =>
      exclusively(join(data, `compile-${library}.lock`), work, {
        waitsFor: `compiling ${library}`,
        // Compiles of others that come first may take hours.
        giveUpMs: 24 * 3_600_000,
      }),
    isTracked: async (path) => (await tools()).isTracked(path),
  };
}

async function exclusively<T>(
  mutex: string,
  work: () => Promise<T>,
  options: MutexOptions,
): Promise<T> {
  const { withMutex } = await import('../../process/mutex.ts');
  return withMutex(mutex, () => work(), options);
}

async function suitablePython(request: TaskEnvironmentRequest): Promise<PythonEnvironment> {
  const { project } = request;
  const environment = await resolvePython(request, true);
  const distribution = 'distribution' in project ? project.distribution : undefined;
  if (distribution !== undefined) checkInterpreter(distribution, environment);
  return environment;
}

async function resolvePython(
  { project, workspaceRoot, options, env, run, terminal }: TaskEnvironmentRequest,
  create: boolean,
): Promise<PythonEnvironment> {
  const { interpreter } = options;
  const requiresPython =
    'distribution' in project ? project.distribution?.requiresPython : undefined;
  const environment = await resolvePythonEnvironment({
    workspaceRoot,
    projectRoot: project.root,
    env: withoutSecrets(env),
    run,
    create,
    log: terminal.say,
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(requiresPython === undefined ? {} : { requiresPython }),
  });
  const { executable, version } = environment.interpreter;
  terminal.detail(`Python ${version.join('.')}: ${executable} (${environment.origin})`);
  return environment;
}

async function resolvedOrNone(
  request: TaskEnvironmentRequest,
): Promise<PythonEnvironment | undefined> {
  try {
    return await resolvePython(request, false);
  } catch (error) {
    if (isPyo3Error(error) && error.code === 'interpreter-missing') return undefined;
    throw error;
  }
}
