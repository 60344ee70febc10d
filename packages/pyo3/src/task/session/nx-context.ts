/** What Nx's context says of a task and of the project that it works on. */
import { posix } from 'node:path';
import type { ExecutorContext, ProjectConfiguration } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { HashedInputs } from '../../observe/hashed-inputs.ts';
import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { isInside } from '../../project/folder/workspace-path.ts';

type Load = (root: string) => Pyo3Project;

/** The project under the name that Nx has for it. Throws `project-unknown`. */
export function projectOf(context: ExecutorContext, load: Load): Pyo3Project {
  const name = context.projectName ?? '';
  const root = context.projectsConfigurations.projects[name]?.root;
  if (root === undefined) {
    throw new Pyo3Error({
      code: 'project-unknown',
      message: `Nx knows no project ${name}.`,
      hint: 'Type `nx show projects` to see their names.',
    });
  }
  return { ...load(folderOfRoot(root)), name };
}

/** Folders of all projects of the workspace. */
export function projectFolders({ projectsConfigurations }: ExecutorContext): readonly string[] {
  return Object.values(projectsConfigurations.projects).map(({ root }) => folderOfRoot(root));
}

/** Folders of other projects inside `root` that are meant, relative to it, sorted. */
export function innerProjects(
  root: string,
  context: ExecutorContext,
  isMeant: (project: ProjectConfiguration) => boolean = () => true,
): readonly string[] {
  return Object.values(context.projectsConfigurations.projects)
    .filter((other) => other.root !== root && isInside(other.root, root) && isMeant(other))
    .map((other) => posix.relative(root, other.root))
    .filter((folder) => folder !== '')
    .sort();
}

/**
 * Whether the task runs after the executor `compile` has run for its project. The graph of tasks says
 * so: an extension that is left of an earlier run may be of older sources.
 */
export function runsAfterCompile(context: ExecutorContext): boolean {
  const { projectsConfigurations, projectName: name = '', taskGraph } = context;
  const { targetName = '', configurationName } = context;
  const ids = [`${name}:${targetName}`, `${name}:${targetName}:${configurationName ?? ''}`];
  const before = ids.flatMap((id) => taskGraph?.dependencies[id] ?? []).map(idOf);
  return before.some((id) => {
    const target = taskGraph?.tasks[id]?.target;
    if (target?.project !== name) return false;
    const { targets } = projectsConfigurations.projects[name] ?? {};
    return targets?.[target.target]?.executor === 'pyo3:compile';
  });
}

/** The task that develops a project. */
export interface DevelopTask {
  readonly root: string;
  readonly project: string;
  readonly target: string;
  /** The option `interpreter` of that target. */
  readonly interpreter?: string;
}

/**
 * The other projects whose `develop` comes before the task, directly or indirectly, by the graph of
 * tasks; each after what it waits for.
 */
export function developedFirst(context: ExecutorContext): readonly DevelopTask[] {
  const { projectName = '', taskGraph, targetName = '', configurationName = '' } = context;
  const found = new Map<string, DevelopTask>();
  const seen = new Set<string>();
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const edge of taskGraph?.dependencies[id] ?? []) visit(idOf(edge));
    const { project = '', target = '' } = taskGraph?.tasks[id]?.target ?? {};
    const task = project === projectName ? undefined : developTask(project, target, context);
    if (task !== undefined) found.set(project, task);
  };
  const id = `${projectName}:${targetName}`;
  for (const one of [id, `${id}:${configurationName}`]) visit(one);
  return [...found.values()];
}

/** The first target of the project in a folder that develops it. */
export function developTaskOf(root: string, context: ExecutorContext): DevelopTask | undefined {
  const { projects } = context.projectsConfigurations;
  for (const [project, one] of Object.entries(projects)) {
    if (folderOfRoot(one.root) !== root) continue;
    const tasks = Object.keys(one.targets ?? {}).map((target) =>
      developTask(project, target, context),
    );
    const [first] = tasks.filter((task) => task !== undefined);
    if (first !== undefined) return first;
  }
  return undefined;
}

function developTask(
  project: string,
  target: string,
  { projectsConfigurations }: ExecutorContext,
): DevelopTask | undefined {
  const { root, targets } = projectsConfigurations.projects[project] ?? {};
  const { executor, options } = targets?.[target] ?? {};
  if (executor !== 'pyo3:develop' || root === undefined) return undefined;
  const { interpreter } = (options ?? {}) as { readonly interpreter?: unknown };
  return {
    root: folderOfRoot(root),
    project,
    target,
    ...(typeof interpreter === 'string' ? { interpreter } : {}),
  };
}

/** The task that another waits for: Nx 24 has objects where Nx 22 and 23 have names. */
export function idOf(edge: string | { readonly id: string }): string {
  return typeof edge === 'string' ? edge : edge.id;
}

/** Whether Nx keeps the result of the task. */
export function isCached({
  projectGraph,
  projectName = '',
  targetName = '',
}: ExecutorContext): boolean {
  return projectGraph?.nodes[projectName]?.data.targets?.[targetName]?.cache === true;
}

/**
 * What Nx hashes for the task; `undefined` when the task is not cached.
 *
 * @param env the option `env`: the options of a target are part of its key.
 */
export async function hashedOf(
  context: ExecutorContext,
  env: Readonly<Record<string, string>>,
): Promise<HashedInputs | undefined> {
  const { projectGraph: graph, nxJsonConfiguration, projectName = '', targetName = '' } = context;
  if (graph === undefined || !isCached(context)) return undefined;
  const { hashedInputs } = await import('../../observe/hashed-inputs.ts');
  const sets = nxJsonConfiguration?.namedInputs;
  const hashed = hashedInputs({ graph, sets, project: projectName, target: targetName });
  const variables = [...(hashed?.variables ?? []), ...Object.keys(env)];
  return hashed && { ...hashed, variables: new Set(variables) };
}

/** As `needsPython`, by Nx's graph. */
export function usesPyo3(
  project: Pyo3Project,
  { projectGraph }: ExecutorContext,
  load: Load,
): boolean {
  return needsPython(
    project,
    (name) => (projectGraph?.dependencies[name] ?? []).map(({ target }) => target),
    (name) => {
      const root = projectGraph?.nodes[name]?.data.root;
      try {
        return root === undefined ? undefined : { ...load(root), name };
      } catch {
        // A project that is not ours, or is broken, reports that itself.
        return undefined;
      }
    },
  );
}

/**
 * Whether cargo needs an interpreter to compile the project: it, or a crate of the repository that
 * it uses, depends on pyo3. What does not need one must work where no Python is installed.
 *
 * @param dependencies what each project depends on, by name, as in Nx's graph.
 * @param load the project of a name; `undefined` where there is none that the plugin knows.
 */
export function needsPython(
  project: Pyo3Project,
  dependencies: (name: string) => readonly string[],
  load: (name: string) => Pyo3Project | undefined,
): boolean {
  const seen = new Set([project.name]);
  const queue = [project];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (compilesPyo3(next)) return true;
    const unseen = dependencies(next.name).filter((name) => !seen.has(name));
    for (const name of unseen) seen.add(name);
    queue.push(...unseen.map(load).filter((each) => each !== undefined));
  }
  return false;
}

function compilesPyo3(project: Pyo3Project): boolean {
  return project.kind === 'maturin' || project.kind === 'setuptools-rust'
    ? true
    : cratesOf(project).some((crate) => crate.pyo3Requirement !== undefined);
}

function folderOfRoot(root: string): string {
  return root === '' ? '.' : root;
}
