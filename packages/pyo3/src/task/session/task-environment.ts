import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ToolRun } from '../../commands/tool-command.ts';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import { childEnvironment, type Purpose } from '../../environment/child-environment.ts';
import { withMutex } from '../../process/mutex.ts';
import { checkInterpreter, checkRust } from '../../environment/preflight.ts';
import { ensurePyo3ConfigFile } from '../../environment/pyo3-config-file.ts';
import type { PythonEnvironment, Tool } from '../../environment/python-environment.ts';
import { resolvePythonEnvironment } from '../../environment/resolve.ts';
import {
  environmentModule,
  findBackendPython,
  findCargo,
  findTool,
} from '../../environment/tools.ts';
import { pluginDataFolder } from '../../environment/workspace-data.ts';
import { findProgram } from '../../process/find-program.ts';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import type { Runner } from '../../process/run.ts';
import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { CommonExecutorOptions } from '../options/common-options.ts';
import { commandRunner, succeeds } from './run-command.ts';
import type { TaskSession } from './task-session.ts';
import type { Terminal } from '../output/terminal.ts';

export interface TaskEnvironmentRequest {
  readonly project: Pyo3Project;
  readonly workspaceRoot: string;
  /** Reads below the workspace root. */
  readonly reader: FileReader;
  readonly options: CommonExecutorOptions;
  readonly env: NodeJS.ProcessEnv;
  readonly run: Runner;
  readonly terminal: Terminal;
  /** Whether compiling the project's crates needs an interpreter. */
  readonly needsPython: () => boolean;
}

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

/** The tools of a task, all in the project's one environment. */
export function taskEnvironment(request: TaskEnvironmentRequest): TaskEnvironment {
  const { project, workspaceRoot, run, terminal } = request;
  const cwd = join(workspaceRoot, project.root);
  const data = pluginDataFolder(workspaceRoot, process.env);
  const ownVariables = () => withoutSecrets(request.env);
  let resolved: Promise<PythonEnvironment> | undefined;
  const python = () => (resolved ??= suitablePython(request));
  const rust = async () => {
    const check = { workspaceRoot, run, env: ownVariables() };
    for (const crate of cratesOf(project)) await checkRust(crate, check);
    const { missingLocks } = await import('./missing-lock.ts');
    for (const missing of missingLocks(cratesOf(project), request.reader)) {
      terminal.complain(renderDiagnostic(missing));
    }
  };

  const toolRun = (tool: Tool, purpose: Purpose, environment?: PythonEnvironment): ToolRun => {
    terminal.detail(`${tool.name}: ${tool.program} (${originOfTool[tool.origin]})`);
    return { tool, cwd, env: variablesOf(request, data, purpose, environment) };
  };
  const uvIfThere = (environment: PythonEnvironment) => {
    try {
      return findTool('uv', { environment, env: ownVariables() });
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  return {
    python,
    cargo: async (work) => {
      if (work === 'format') return toolRun(findCargo(ownVariables()), 'cargo');
      await rust();
      const needed = work === 'extension' || request.needsPython();
      const environment = needed ? await python() : undefined;
      return toolRun(findCargo(ownVariables()), purposeOf[work], environment);
    },
    tool: async (name) => {
      if (name === 'pytest') {
        const environment = await python();
        return toolRun(environmentModule(name, environment), 'python', environment);
      }
      if (name === 'maturin') await rust();
      // These read files only: no environment is made for them where there is none.
      const readsOnly = name === 'ruff' || name === 'uv' || name === 'twine';
      const environment = readsOnly ? await resolvedOrNone(request) : await python();
      const tool = findTool(name, { environment, env: ownVariables() });
      // Not `extension`: maturin tells an extension from a program, which must be linked with Python.
      return toolRun(tool, name === 'maturin' ? 'cargo' : 'python', environment);
    },
    installer: async () => {
      if (project.kind === 'setuptools-rust') await rust();
      const environment = await python();
      const uv = uvIfThere(environment);
      return uv === undefined
        ? {
            ...toolRun(environmentModule('pip', environment), 'python', environment),
            installer: 'pip',
            interpreter: environment.interpreter.executable,
          }
        : {
            ...toolRun(uv, 'python', environment),
            installer: 'uv',
            interpreter: environment.interpreter.executable,
          };
    },
    maturinPython: async (requires) => {
      const environment = await python();
      const request = { module: 'maturin', requires, environment, env: ownVariables() };
      const tool = findBackendPython(request);
      return tool && toolRun(tool, 'python', environment);
    },
    buildFrontend: async () => {
      if (project.kind === 'setuptools-rust') await rust();
      const environment = await python();
      const uv = uvIfThere(environment);
      return uv === undefined
        ? {
            ...toolRun(environmentModule('build', environment), 'python', environment),
            frontend: 'build',
          }
        : { ...toolRun(uv, 'python', environment), frontend: 'uv' };
    },
    whileInstalling: async (work) => {
      const { interpreter } = await python();
      const digest = createHash('sha256').update(interpreter.prefix).digest('hex').slice(0, 12);
      const waitsFor = `installing into ${interpreter.prefix}`;
      return withMutex(join(data, `install-${digest}.lock`), () => work(), { waitsFor });
    },
    whileCompiling: (library, work) =>
      withMutex(join(data, `compile-${library}.lock`), () => work(), {
        waitsFor: `compiling ${library}`,
        // Compiles of others that come first may take hours.
        giveUpMs: 24 * 3_600_000,
      }),
    isTracked: async (path) => {
      const args = ['ls-files', '--error-unmatch', '--', path];
      const env = ownVariables();
      const program = findProgram('git', env);
      if (program === undefined) return false;
      const command = { program, args, cwd: workspaceRoot, env };
      return succeeds({ run: commandRunner(run, terminal) }, command, { show: 'never' });
    },
  };
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

function variablesOf(
  { options, env: base, terminal }: TaskEnvironmentRequest,
  data: string,
  purpose: Purpose,
  environment: PythonEnvironment | undefined,
): Readonly<Record<string, string>> {
  // The file describes this machine's Python; a build for another platform must not read it.
  const isNative = options.target === undefined;
  const { env, dropped } = childEnvironment({
    base,
    purpose,
    forceColor: terminal.colour,
    extra: options.env ?? {},
    ...(environment === undefined ? {} : { environment }),
    ...(environment !== undefined && isNative
      ? {
          pyo3ConfigFile: ensurePyo3ConfigFile({
            folder: data,
            interpreter: environment.interpreter,
          }),
        }
      : {}),
  });
  if (dropped.length > 0) terminal.detail(`not passed on: ${dropped.join(', ')}`);
  return env;
}

function isMissing(error: unknown): boolean {
  return isPyo3Error(error) && error.code === 'tool-missing';
}

const purposeOf = { test: 'cargo-test', extension: 'extension', check: 'cargo' } as const;

const originOfTool: Readonly<Record<Tool['origin'], string>> = {
  environment: 'of the environment',
  path: 'on the PATH',
  uvx: 'fetched by uvx',
};
