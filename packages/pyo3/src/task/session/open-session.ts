import { posix } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { diskReader } from '../../files/disk.ts';
import { hashedInputs, type HashedInputs } from '../../observe/hashed-inputs.ts';
import { createRunner, type Runner } from '../../process/run.ts';
import type { StagedBy } from '../../project/folder/staging.ts';
import { loadProject } from '../../project/folder/load-project.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { isInside } from '../../project/folder/workspace-path.ts';
import { checkOptions, type ExecutorOptions } from '../options/option-values.ts';
import { needsPython } from './needs-python.ts';
import { commandRunner } from './run-command.ts';
import type { TaskSession } from './task-session.ts';
import { idOf } from './task-edge.ts';
import { terminal } from '../output/terminal.ts';
import { readOptionSchemas } from '../options/schema-options.ts';
import { taskEnvironment } from './task-environment.ts';
import { toolArguments } from '../options/tool-arguments.ts';

export interface SessionRequest {
  readonly options: ExecutorOptions;
  readonly context: ExecutorContext;
  readonly schema: URL;
  /** Of the tasks of a batch, which end together; a task alone has its own. */
  readonly run?: Runner;
  /** `watch` for a session in which `watch` compiles by itself and then installs that. */
  readonly stagedBy?: StagedBy;
}

/**
 * Checks the options, reads the project and prepares its environment; nothing is started yet.
 *
 * @throws Pyo3Error `option-invalid`, `project-unknown`, and what reading the manifests throws.
 */
export function openSession({
  options,
  context,
  schema,
  run = createRunner(),
  stagedBy = 'compile',
}: SessionRequest): TaskSession {
  const task = `${context.projectName}:${context.targetName}`;
  const schemas = readOptionSchemas(schema);
  checkOptions(task, options, schemas);
  const workspaceRoot = context.root;
  const reader = diskReader(workspaceRoot);
  const project = projectOf(context, (root) => loadProject(root, reader));
  const shown = terminal(options['verbose'] === true);
  const words = toolArguments(options.__unparsed__ ?? [], new Set(schemas.keys()));
  return {
    task,
    project,
    workspaceRoot,
    reader,
    innerProjects: innerProjectsOf(project.root, context),
    projectRoots: Object.values(context.projectsConfigurations.projects).map(({ root }) =>
      root === '' ? '.' : root,
    ),
    isCompiled: stagedBy === 'watch' || isCompiled(project, context),
    stagedBy,
    hashed: () => hashedOf(context, options),
    args: [...stringList(options['args']), ...words],
    ...taskEnvironment({
      project,
      workspaceRoot,
      options,
      run,
      terminal: shown,
      needsPython: () => usesPyo3(project, context, (root) => loadProject(root, reader)),
    }),
    run: commandRunner(run, shown),
    say: shown.say,
    detail: shown.detail,
    warn: (message, hint, code) => shown.complain(renderDiagnostic({ message, hint, code })),
  };
}

/** The project under the name that Nx has for it. */
function projectOf(context: ExecutorContext, load: (root: string) => Pyo3Project): Pyo3Project {
  const name = context.projectName ?? '';
  const root = context.projectsConfigurations.projects[name]?.root;
  if (root === undefined) {
    throw new Pyo3Error({
      code: 'project-unknown',
      message: `Nx knows no project ${name}.`,
      hint: 'Type `nx show projects` to see their names.',
    });
  }
  return { ...load(root === '' ? '.' : root), name };
}

/** By the graph of tasks: an extension that is left of an earlier run may be of older sources. */
function isCompiled({ name }: Pyo3Project, context: ExecutorContext): boolean {
  const { projectsConfigurations, taskGraph, targetName = '', configurationName } = context;
  const ids = [`${name}:${targetName}`, `${name}:${targetName}:${configurationName ?? ''}`];
  const before = ids.flatMap((id) => taskGraph?.dependencies[id] ?? []).map(idOf);
  return before.some((id) => {
    const target = taskGraph?.tasks[id]?.target;
    if (target?.project !== name) return false;
    const { targets } = projectsConfigurations.projects[name] ?? {};
    return targets?.[target.target]?.executor === 'pyo3:compile';
  });
}

/** The options of a target are part of its key. */
function hashedOf(context: ExecutorContext, options: ExecutorOptions): HashedInputs | undefined {
  const { projectGraph, nxJsonConfiguration, projectName = '', targetName = '' } = context;
  if (projectGraph === undefined) return undefined;
  const sets = nxJsonConfiguration?.namedInputs;
  const task = { graph: projectGraph, sets, project: projectName, target: targetName };
  const hashed = hashedInputs(task);
  return (
    hashed && {
      ...hashed,
      variables: new Set([...hashed.variables, ...Object.keys(options['env'] ?? {})]),
    }
  );
}

function innerProjectsOf(root: string, context: ExecutorContext): readonly string[] {
  return Object.values(context.projectsConfigurations.projects)
    .filter((other) => other.root !== root && isInside(other.root, root))
    .map((other) => posix.relative(root, other.root))
    .filter((folder) => folder !== '')
    .sort();
}

function usesPyo3(
  project: Pyo3Project,
  { projectGraph }: ExecutorContext,
  load: (root: string) => Pyo3Project,
): boolean {
  return needsPython(
    project,
    (name) => (projectGraph?.dependencies[name] ?? []).map(({ target }) => target),
    (name) => {
      const root = projectGraph?.nodes[name]?.data.root;
      try {
        return root === undefined ? undefined : { ...load(root), name };
      } catch {
        // What depends on a project that is not ours, or is broken, is told by that project.
        return undefined;
      }
    },
  );
}

function stringList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
