import { absolutePath, type AbsolutePath } from '../../files/paths.ts';
import type { ToolRun } from '../../commands/tool-command.ts';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import { childEnvironment, type Purpose } from '../../environment/child-environment.ts';
import { checkRust } from '../../environment/preflight.ts';
import { ensurePyo3ConfigFile } from '../../environment/pyo3-config-file.ts';
import type { PythonEnvironment, Tool } from '../../environment/python-environment.ts';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import { environmentModule, findCargo, findTool } from '../../environment/tools.ts';
import { pluginDataFolder } from '../../environment/workspace-data.ts';
import { findProgram } from '../../process/find-program.ts';
import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { missingLocks } from './missing-lock.ts';
import { commandRunner, succeeds } from './run-command.ts';
import type { CommonExecutorOptions } from '../options/common-options.ts';
import type { Terminal } from '../output/terminal.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { Runner } from '../../process/run.ts';
import type { TaskSession } from './task-session.ts';

export interface TaskEnvironmentRequest {
  readonly project: Pyo3Project;
  readonly workspaceRoot: AbsolutePath;
  /** Reads below the workspace root. */
  readonly reader: FileReader;
  readonly options: CommonExecutorOptions;
  readonly env: NodeJS.ProcessEnv;
  readonly run: Runner;
  readonly terminal: Terminal;
  /** Whether compiling the project's crates needs an interpreter. */
  readonly needsPython: () => boolean;
}

type TaskTools = Pick<
  TaskSession,
  'cargo' | 'tool' | 'installer' | 'buildFrontend' | 'isTracked'
> & {
  /** A Python as a program that a task runs. */
  readonly pythonRun: (tool: Tool, environment: PythonEnvironment) => ToolRun;
};

/**
 * How a task starts its tools; loaded with the first of them, since a task that has nothing to do starts
 * none.
 *
 * @param pythons `python` of `TaskSession`, and the same where none is made if there is none.
 */
export function taskTools(
  request: TaskEnvironmentRequest,
  {
    python,
    pythonOrNone,
  }: {
    readonly python: () => Promise<PythonEnvironment>;
    readonly pythonOrNone: () => Promise<PythonEnvironment | undefined>;
  },
): TaskTools {
  const { project, workspaceRoot, run, terminal } = request;
  const cwd = absolutePath(workspaceRoot, project.root);
  const data = pluginDataFolder(workspaceRoot, process.env);
  const ownVariables = () => withoutSecrets(request.env);
  const rust = async () => {
    const check = { workspaceRoot, run, env: ownVariables() };
    for (const crate of cratesOf(project)) await checkRust(crate, check);
    for (const missing of missingLocks(cratesOf(project), request.reader)) {
      terminal.complain(renderDiagnostic(missing));
    }
  };

  const runOf = (tool: Tool, purpose: Purpose, environment?: PythonEnvironment): ToolRun => {
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
    cargo: async (work) => {
      if (work === 'format') return runOf(findCargo(ownVariables()), 'cargo');
      await rust();
      const needed = work === 'extension' || request.needsPython();
      const environment = needed ? await python() : undefined;
      return runOf(findCargo(ownVariables()), purposeOf[work], environment);
    },
    tool: async (name) => {
      if (name === 'pytest') {
        const environment = await python();
        return runOf(environmentModule(name, environment), 'python', environment);
      }
      if (name === 'maturin') await rust();
      // These read files only: no environment is made for them where there is none.
      const readsOnly = name === 'ruff' || name === 'uv' || name === 'twine';
      const environment = readsOnly ? await pythonOrNone() : await python();
      const tool = findTool(name, { environment, env: ownVariables() });
      // Not `extension`: maturin tells an extension from a program, which must be linked with Python.
      return runOf(tool, name === 'maturin' ? 'cargo' : 'python', environment);
    },
    installer: async () => {
      if (project.kind === 'setuptools-rust') await rust();
      const environment = await python();
      const uv = uvIfThere(environment);
      return uv === undefined
        ? {
            ...runOf(environmentModule('pip', environment), 'python', environment),
            installer: 'pip',
            interpreter: environment.interpreter.executable,
          }
        : {
            ...runOf(uv, 'python', environment),
            installer: 'uv',
            interpreter: environment.interpreter.executable,
          };
    },
    buildFrontend: async () => {
      if (project.kind === 'setuptools-rust') await rust();
      const environment = await python();
      const uv = uvIfThere(environment);
      return uv === undefined
        ? {
            ...runOf(environmentModule('build', environment), 'python', environment),
            frontend: 'build',
          }
        : { ...runOf(uv, 'python', environment), frontend: 'uv' };
    },
    isTracked: async (path) => {
      const args = ['ls-files', '--error-unmatch', '--', path];
      const env = ownVariables();
      const program = findProgram('git', env);
      if (program === undefined) return false;
      const command = { program, args, cwd: workspaceRoot, env };
      return succeeds({ run: commandRunner(run, terminal) }, command, { show: 'never' });
    },
    pythonRun: (tool, environment) => runOf(tool, 'python', environment),
  };
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
