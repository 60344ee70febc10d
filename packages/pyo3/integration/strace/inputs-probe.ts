/**
 * Asks Nx, in a process of its own, which files it lists as inputs of tasks: what `nx show target
 * inputs` prints. With paths, the files are made first and taken away again.
 *
 * `node --import tsx inputs-probe.ts <request.json>`; see `ask-inputs.ts`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InputsAnswer, InputsRequest } from './ask-inputs.ts';

interface Inputs {
  readonly files: readonly string[];
}
interface Graph {
  readonly nodes: Readonly<Record<string, { readonly data: { readonly root: string } }>>;
}
/** Private functions of Nx; see `matrix/nx-internals.ts`. */
interface Nx {
  readonly createProjectGraphAsync: () => Promise<Graph>;
  readonly HashPlanInspector: new (
    graph: Graph,
    root: string,
  ) => {
    readonly init: () => Promise<void>;
    readonly inspectTaskInputs: (task: {
      readonly project: string;
      readonly target: string;
    }) => Readonly<Record<string, Inputs>>;
  };
}

async function main(requestFile: string | undefined): Promise<void> {
  if (requestFile === undefined) throw new Error('inputs-probe.ts needs the path of a request');
  const request = JSON.parse(readFileSync(requestFile, 'utf8')) as InputsRequest;
  process.chdir(request.root);
  const made: string[] = [];
  try {
    for (const path of request.made) {
      const file = join(request.root, path);
      if (!existsSync(file)) made.push(...makeFile(file));
    }
    const answer = await ask(request);
    writeFileSync(request.answer, JSON.stringify(answer));
  } finally {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
  }
}

/** @returns what was made: the file, after the folders above it. */
function makeFile(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); !existsSync(folder); folder = dirname(folder)) {
    folders.unshift(folder);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return [...folders, file];
}

async function ask({ root, nxFolder, tasks }: InputsRequest): Promise<InputsAnswer> {
  const load = createRequire(join(nxFolder, 'package.json'));
  const from = <Name extends keyof Nx>(file: string, name: Name): Nx[Name] =>
    (load(`./dist/src/${file}.js`) as Nx)[name];
  const graph = await from('project-graph/project-graph', 'createProjectGraphAsync')();
  const inspector = new (from('hasher/hash-plan-inspector', 'HashPlanInspector'))(graph, root);
  await inspector.init();
  const found = tasks.map((task) => {
    const [project = '', target = ''] = task.split(':');
    const inputs = inspector.inspectTaskInputs({ project, target })[task];
    if (inputs === undefined) throw new Error(`Nx lists no inputs of ${task}`);
    return [task, inputs.files] as const;
  });
  const roots = Object.entries(graph.nodes).map(([name, { data }]) => [name, data.root] as const);
  return { files: Object.fromEntries(found), roots: Object.fromEntries(roots) };
}

main(process.argv[2]).then(
  // Nx keeps handles open.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
