import { createRequire } from 'node:module';
import { join } from 'node:path';

interface ProjectNode {
  readonly name: string;
  readonly data: { readonly targets?: Readonly<Record<string, unknown>> };
}
interface Graph {
  readonly nodes: Readonly<Record<string, ProjectNode>>;
}
interface HashedTask {
  hash?: string;
}
interface TaskGraph {
  readonly tasks: Readonly<Record<string, HashedTask>>;
}
type Changes = readonly { readonly file: string }[];
type Variables = Readonly<Record<string, string | undefined>>;

/** The functions of Nx that are behind `nx run` and `nx affected`, under the same names. */
export interface Nx {
  readonly resetWorkspaceContext: () => void;
  readonly createProjectGraphAsync: () => Promise<Graph>;
  readonly createTaskGraph: (
    graph: Graph,
    extra: object,
    projects: readonly string[],
    targets: readonly string[],
    configuration: string | undefined,
    overrides: object,
  ) => TaskGraph;
  readonly createTaskHasher: (graph: Graph, nxJson: object, options: object) => object;
  readonly hashTasks: (
    hasher: object,
    graph: Graph,
    taskGraph: TaskGraph,
    variablesOfTasks: Readonly<Record<string, Variables>>,
    details: null,
  ) => Promise<void>;
  readonly readNxJson: () => object;
  readonly parseFiles: (options: { readonly base: string }) => { readonly files: string[] };
  readonly calculateFileChanges: (files: readonly string[], options: object) => Changes;
  readonly filterAffected: (graph: Graph, changes: Changes) => Promise<Graph>;
  /** Since Nx 24. */
  readonly computeAffectedTasks?: (options: object) => Promise<{
    readonly taskSelection: { readonly initiatingTaskIds: readonly string[] };
  }>;
}

/** @param folder of the package nx; its layout of files is that of 22.7 to 24.0. */
export function loadNx(folder: string): Nx {
  const load = createRequire(join(folder, 'package.json'));
  const from = <Name extends keyof Nx>(file: string, name: Name): Nx[Name] =>
    (load(`./dist/src/${file}.js`) as Nx)[name];
  const { version } = load('./package.json') as { readonly version: string };
  const byTask = Number.parseInt(version) >= 24;
  return {
    resetWorkspaceContext: from('utils/workspace-context', 'resetWorkspaceContext'),
    createProjectGraphAsync: from('project-graph/project-graph', 'createProjectGraphAsync'),
    createTaskGraph: from('tasks-runner/create-task-graph', 'createTaskGraph'),
    createTaskHasher: from('hasher/create-task-hasher', 'createTaskHasher'),
    hashTasks: from('hasher/hash-task', 'hashTasks'),
    readNxJson: from('config/configuration', 'readNxJson'),
    parseFiles: from('utils/command-line-utils', 'parseFiles'),
    calculateFileChanges: from('project-graph/file-utils', 'calculateFileChanges'),
    filterAffected: from('project-graph/affected/affected-project-graph', 'filterAffected'),
    ...(byTask
      ? {
          computeAffectedTasks: from(
            'project-graph/affected/affected-tasks',
            'computeAffectedTasks',
          ),
        }
      : {}),
  };
}
