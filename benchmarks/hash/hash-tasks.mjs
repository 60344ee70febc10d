// Has Nx hash all tasks of some targets, as `nx run-many` does before it looks into the cache. Prints
// JSON: how many tasks, seconds of processor time, and the memory of the process in MiB.
//
//   node hash-tasks.mjs <targets, separated by commas>     (in the root of a workspace)
import { createRequire } from 'node:module';
import { join } from 'node:path';

const from = createRequire(join(process.cwd(), 'package.json'));
const targets = process.argv[2].split(',');
const { createProjectGraphAsync } = from('nx/src/project-graph/project-graph');
const { createTaskGraph } = from('nx/src/tasks-runner/create-task-graph');
const { createTaskHasher } = from('nx/src/hasher/create-task-hasher');
const { readNxJson } = from('nx/src/config/configuration');

const graph = await createProjectGraphAsync({ exitOnError: true });
const taskGraph = createTaskGraph(graph, {}, Object.keys(graph.nodes), targets, undefined, {});
const tasks = Object.values(taskGraph.tasks);
const hasher = createTaskHasher(graph, readNxJson(), {});
const before = process.cpuUsage();
const environments = Object.fromEntries(tasks.map(({ id }) => [id, process.env]));
const hashes = await hasher.hashTasks(tasks, taskGraph, environments);
const { user, system } = process.cpuUsage(before);
const inputs = hashes.reduce((sum, { details }) => sum + Object.keys(details.nodes).length, 0);
const memory = process.resourceUsage().maxRSS / 1024;
const result = { tasks: tasks.length, inputs, seconds: (user + system) / 1e6, memory };
// A worker of a plugin may be running.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
