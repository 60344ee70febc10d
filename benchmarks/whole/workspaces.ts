import { execa } from 'execa';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeLibraries, type Listing } from '../graph/workspace.ts';
import { writeProjectJson } from '../project-json.ts';

export const nxVersion = '24.0.6';

const packed = join(import.meta.dirname, '..', '..', 'dist', 'pyo3-0.1.0.tgz');

/** The targets that the reference declares: those that a library of the plugin has tasks of, in their order. */
const targets: Readonly<Record<string, object>> = {
  'lock-witness': { cache: true },
  compile: { cache: true, dependsOn: ['lock-witness'] },
  develop: { cache: false, dependsOn: ['compile', '^develop'] },
  pytest: { cache: true, dependsOn: ['develop'] },
  'cargo-test': { cache: true, dependsOn: ['lock-witness'] },
  lint: { cache: true, dependsOn: ['lock-witness'] },
  build: { cache: true, dependsOn: ['lock-witness'] },
};

/** A repository of libraries with Nx, and who says what its projects are. */
export interface Repository {
  readonly name: 'pyo3' | 'project.json' | 'recorded graph';
  readonly root: string;
  /** A file of one project that says something of it. */
  readonly manifest: string;
}

/** The plugin. Its executors do nothing, since what is measured is what comes before them. */
export async function withPlugin(root: string, count: number): Promise<Repository> {
  writeLibraries(mkdir(root), count);
  await makeWorkspace(root, { plugins: ['pyo3'] }, [packed]);
  stubExecutors(join(root, 'node_modules', 'pyo3'));
  return { name: 'pyo3', root, manifest: `${lastOf(count)}/Cargo.toml` };
}

/** No plugin: each project has a project.json with tasks that do nothing. */
export async function withProjectJson(root: string, count: number): Promise<Repository> {
  writeTargets(root, writeLibraries(mkdir(root), count));
  await makeWorkspace(root, {}, []);
  return { name: 'project.json', root, manifest: `${lastOf(count)}/project.json` };
}

/** A plugin that only reads what the plugin has said before: what any plugin that says as much costs. */
export async function withRecordedGraph(root: string, count: number): Promise<Repository> {
  writeLibraries(mkdir(root), count);
  writeFileSync(join(root, 'recorded.cjs'), recordedPlugin);
  await makeWorkspace(root, { plugins: ['./recorded.cjs'] }, [packed]);
  stubExecutors(join(root, 'node_modules', 'pyo3'));
  return { name: 'recorded graph', root, manifest: `${lastOf(count)}/Cargo.toml` };
}

/** What the plugin has said of `from`, for the plugin in `to`. */
export function record(from: Repository, to: Repository): void {
  const file = join(from.root, '.nx', 'workspace-data', 'project-graph.json');
  const graph = JSON.parse(readFileSync(file, 'utf8')) as Graph;
  const projects = Object.values(graph.nodes).map(({ data }) => [data.root, data] as const);
  const edges = Object.values(graph.dependencies).flat();
  const { externalNodes = {} } = graph;
  writeFileSync(join(to.root, 'recorded.json'), JSON.stringify({ projects, edges, externalNodes }));
}

interface Graph {
  readonly nodes: Readonly<Record<string, { readonly data: { readonly root: string } }>>;
  readonly externalNodes?: object;
  readonly dependencies: Readonly<Record<string, readonly object[]>>;
}

const recordedPlugin = `
const { projects, edges, externalNodes } = require('./recorded.json');
module.exports = {
  createNodesV2: [
    'Cargo.toml',
    ([file]) => [[file, { projects: Object.fromEntries(projects), externalNodes }]],
  ],
  // The graph does not say from which file an edge came, which another type needs.
  createDependencies: () =>
    edges.map((edge) => (edge.source in externalNodes ? edge : { ...edge, type: 'implicit' })),
};
`;

async function makeWorkspace(root: string, nxJson: object, packages: string[]): Promise<void> {
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  write('package.json', '{ "private": true }');
  write('nx.json', JSON.stringify({ ...nxJson, neverConnectToCloud: true, analytics: false }));
  write('.gitignore', 'node_modules\n.nx\ntarget\n.venv\nrecorded.json\n');
  const args = ['--no-audit', '--no-fund', '--save-dev', `nx@${nxVersion}`, ...packages];
  await execa('npm', ['install', ...args], { cwd: root });
  await execa('git', ['init', '--quiet', '.'], { cwd: root });
  // Without one, keys ask the Python of the PATH, which may be a script that takes long to find it.
  await execa('python3', ['-m', 'venv', '--without-pip', '.venv'], { cwd: root });
}

/** Executors that do nothing, in a process for each task or for a batch as the plugin's own. */
function stubExecutors(plugin: string): void {
  const file = join(plugin, 'executors.json');
  const { executors } = JSON.parse(readFileSync(file, 'utf8')) as Executors;
  const stubs = Object.entries(executors).map(([name, { batchImplementation, preferBatch }]) => [
    name,
    {
      implementation: './stub.cjs',
      schema: './stub.json',
      ...(batchImplementation === undefined
        ? {}
        : { batchImplementation: './batch-stub.cjs', preferBatch }),
    },
  ]);
  writeFileSync(file, JSON.stringify({ executors: Object.fromEntries(stubs) as object }));
  writeFileSync(join(plugin, 'stub.cjs'), 'module.exports = async () => ({ success: true });\n');
  writeFileSync(join(plugin, 'batch-stub.cjs'), batchStub);
  writeFileSync(join(plugin, 'stub.json'), '{ "type": "object", "properties": {} }\n');
}

interface Executors {
  readonly executors: Readonly<
    Record<string, { readonly batchImplementation?: string; readonly preferBatch?: boolean }>
  >;
}

const batchStub = `
module.exports = async (taskGraph) =>
  Object.fromEntries(
    Object.keys(taskGraph.tasks).map((id) => [id, { success: true, terminalOutput: '' }]),
  );
`;

/** The same targets by hand. */
function writeTargets(root: string, listing: Listing): void {
  writeProjectJson(root, listing, ({ used, inputs }) => ({
    implicitDependencies: used.slice(0, 1),
    targets: Object.fromEntries(
      Object.entries(targets).map(([target, own]) => [
        target,
        { executor: 'nx:noop', inputs, ...own },
      ]),
    ),
  }));
}

function lastOf(count: number): string {
  return `libs/lib${String(count - 1).padStart(4, '0')}`;
}

function mkdir(root: string): string {
  mkdirSync(root, { recursive: true });
  return root;
}
