import type { ExecutorContext } from '@nx/devkit';
import type { DevelopExecutorOptions } from '../../executors/develop/options.ts';
import { callNxAs, renderDiagnostic } from '../../diagnostics/render.ts';
import { nxCommandAt } from '../../environment/nx-installation.ts';
import { diskReader } from '../../files/disk.ts';
import type { Runner } from '../../process/run.ts';
import type { HashedInputs, ListedPlaces } from '../../observe/hashed-inputs.ts';
import type { StagedBy } from '../../project/distribution/staging.ts';
import { loadProject } from '../../project/detect/load-project.ts';
import { checkedOptions, readOptionSchemas } from '../options/check-options.ts';
import { toolArguments } from '../options/tool-arguments.ts';
import { terminal } from '../output/terminal.ts';
import {
  developedFirst,
  developTaskOf,
  hashedOf,
  innerProjects,
  projectFolders,
  projectOf,
  runsAfterCompile,
  usesPyo3,
} from './nx-context.ts';
import { taskEnvironment } from './task-environment.ts';
import type { CommonExecutorOptions } from '../options/common-options.ts';
import type { TaskSession } from './task-session.ts';

export interface SessionRequest {
  /** As Nx hands them over, unchecked. */
  readonly options: object;
  readonly context: ExecutorContext;
  readonly schema: URL;
  /** Of the tasks of a batch, which end together; a task alone has its own. */
  readonly run?: Runner;
  /** Variables of a task of a batch; a task alone has those of its process. */
  readonly env?: NodeJS.ProcessEnv;
  /** `watch` for a session in which `watch` compiles by itself and then installs that. */
  readonly stagedBy?: StagedBy;
  /** Places of inputs that another task of the batch has listed, and room for more. */
  readonly listed?: ListedPlaces;
}

/** Of `develop` alone: what belongs to the project's environment. */
type SessionOptions = CommonExecutorOptions &
  Partial<Pick<DevelopExecutorOptions, 'groups' | 'extras'>>;

/**
 * Checks the options, reads the project and prepares its environment; nothing is started yet.
 *
 * @throws Pyo3Error `option-invalid`, `project-unknown`, and what reading the manifests throws.
 */
export function openSession(request: SessionRequest): TaskSession {
  const {
    options: given,
    context,
    schema,
    run = laterRunner(),
    env = process.env,
    stagedBy = 'compile',
    listed = new Map(),
  } = request;
  callNxAs(() => nxCommandAt(context.root));
  const task = `${context.projectName}:${context.targetName}`;
  const schemas = readOptionSchemas(schema);
  const options: SessionOptions = checkedOptions(task, { ...given }, schemas);
  const workspaceRoot = context.root;
  const reader = diskReader(workspaceRoot);
  const load = (root: string) => loadProject(root, reader);
  const project = projectOf(context, load);
  const shown = terminal(options.verbose === true);
  let key: Promise<HashedInputs | undefined> | undefined;
  const hashed = () => (key ??= hashedOf(context, options.env ?? {}));
  const words = toolArguments(options.__unparsed__ ?? [], new Set(schemas.keys()));
  return {
    task,
    project,
    workspaceRoot,
    reader,
    innerProjects: innerProjects(project.root, context),
    testedInside: innerProjects(project.root, context, ({ targets = {} }) =>
      Object.values(targets).some(({ executor }) => executor === 'pyo3:pytest'),
    ),
    projectRoots: projectFolders(context),
    developedFirst: developedFirst(context),
    developTaskOf: (root) => developTaskOf(root, context),
    sessionOf: ({ project: projectName, target: targetName }, interpreter) =>
      openSession({
        ...request,
        run,
        options: { interpreter, ...(options.verbose === true ? { verbose: true } : {}) },
        context: { ...context, projectName, targetName },
      }),
    isCompiled: stagedBy === 'watch' || runsAfterCompile(context),
    stagedBy,
    hashed,
    inputFiles: async () => {
      const { inputFiles } = await import('../../observe/hashed-inputs.ts');
      return inputFiles((await hashed())?.places ?? [], reader, listed);
    },
    written: new Set(),
    env,
    installs: { groups: options.groups ?? [], extras: options.extras ?? [] },
    args: [...(options.args ?? []), ...words],
    ...taskEnvironment({
      project,
      workspaceRoot,
      reader,
      options,
      env,
      run,
      terminal: shown,
      needsPython: () => usesPyo3(project, context, load),
    }),
    run: async (command, mode) => {
      const { commandRunner } = await import('./run-command.ts');
      return commandRunner(run, shown)(command, mode);
    },
    say: shown.say,
    detail: shown.detail,
    warn: (message, hint, code) => shown.complain(renderDiagnostic({ message, hint, code })),
  };
}

/** A runner that is loaded with its first command: a task that has nothing to do runs none. */
function laterRunner(): Runner {
  let loaded: Promise<Runner> | undefined;
  return async (command, options) => {
    loaded ??= import('../../process/run.ts').then(({ createRunner }) => createRunner());
    return (await loaded)(command, options);
  };
}
