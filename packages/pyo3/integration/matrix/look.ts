import type { Nx } from './nx-internals.ts';
import type { State } from './request.ts';

/** The targets that the table is about: all that do something, but `format`, which asks nothing. */
const targets = [
  ...['compile', 'develop', 'cargo-test', 'pytest', 'test'],
  ...['lint', 'typecheck', 'build', 'sdist'],
] as const;

/** What Nx says of the repository as it is now, which it reads anew. */
export async function look(nx: Nx): Promise<State> {
  nx.resetWorkspaceContext();
  const graph = await nx.createProjectGraphAsync();
  const nxJson = nx.readNxJson();
  const wanted = targets.filter((target) =>
    Object.values(graph.nodes).some(({ data }) => data.targets?.[target] !== undefined),
  );
  const able = Object.values(graph.nodes)
    .filter(({ data }) => wanted.some((target) => data.targets?.[target] !== undefined))
    .map(({ name }) => name);
  const taskGraph = nx.createTaskGraph(graph, {}, able, wanted, undefined, {});
  const ids = Object.keys(taskGraph.tasks);
  const variables = Object.fromEntries(ids.map((id) => [id, process.env]));
  const hasher = nx.createTaskHasher(graph, nxJson, {});
  await nx.hashTasks(hasher, graph, taskGraph, variables, null);

  const selection = { base: 'HEAD' };
  const changes = nx.calculateFileChanges(nx.parseFiles(selection).files, selection);
  const byProject = await nx.filterAffected(graph, changes);
  const byTask = await nx.computeAffectedTasks?.({
    projectGraph: graph,
    nxJson,
    targets: wanted,
    touchedFiles: changes,
    fileChangeArgs: selection,
    ultracacheConfigurationOutcome: undefined,
  });
  return {
    hashes: Object.fromEntries(
      ids
        .filter((id) => !id.endsWith(':lock-witness'))
        .map((id) => [id, taskGraph.tasks[id]?.hash ?? '']),
    ),
    projects: able.filter((name) => byProject.nodes[name] !== undefined).sort(),
    ...(byTask === undefined ? {} : { tasks: [...byTask.taskSelection.initiatingTaskIds].sort() }),
  };
}
