// Calls the hooks of a plugin as Nx does, several times in one process: the first call is what a
// command without Nx's daemon pays, the later ones are what the daemon pays. Before each of the last two
// calls one manifest is changed: another version of its project. Prints JSON.
//
//   node hooks.mjs <module of the plugin> <list of manifests> <number of calls>
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const [plugin, listing, calls] = process.argv.slice(2);
const workspaceRoot = process.cwd();
const { manifests, projects } = JSON.parse(readFileSync(listing, 'utf8'));
const manifestsOf = groupByFolder(manifests);
const began = performance.now();
const loaded = await import(pathToFileURL(plugin).href);
const { createNodesV2, createDependencies } = { ...loaded.default, ...loaded };
const load = performance.now() - began;

const times = [];
let counts = {};
for (let call = 1; call <= Number(calls); call += 1) {
  if (call > 1 && call >= Number(calls) - 1) changeManifest(manifests.at(-1));
  times.push(await callOnce());
}
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ load, times, memory, ...counts }));

function changeManifest(file) {
  const text = readFileSync(file, 'utf8');
  const next = (patch) => `version = "0.1.${Number(patch) + 1}"`;
  writeFileSync(
    file,
    text.replace(/^version = "0\.1\.(\d+)"/m, (_, patch) => next(patch)),
  );
}

async function callOnce() {
  const context = { workspaceRoot, nxJsonConfiguration: {}, configFiles: manifests };
  const start = performance.now();
  const nodes = (await createNodesV2?.[1](manifests, {}, context)) ?? [];
  const made = performance.now();
  const found = projectsIn(nodes);
  const externalNodes = Object.assign({}, ...nodes.map(([, one]) => one.externalNodes));
  const files = Object.entries(found).map(([name, { root }]) => [
    name,
    (manifestsOf.get(root) ?? []).map((file) => ({ file, hash: '' })),
  ]);
  const fileMap = { projectFileMap: Object.fromEntries(files), nonProjectFiles: [] };
  const asked = performance.now();
  const dependencies = await createDependencies(
    {},
    { ...context, projects: found, externalNodes, fileMap, filesToProcess: fileMap },
  );
  const end = performance.now();
  counts = { projects: Object.keys(found).length, edges: dependencies.length };
  return made - start + (end - asked);
}

/** A plugin that infers no projects is given those that their owner has declared. */
function projectsIn(nodes) {
  if (createNodesV2 === undefined) return projects;
  return Object.fromEntries(
    nodes.flatMap(([, one]) =>
      Object.entries(one.projects ?? {}).map(([root, project]) => [
        project.name,
        { ...project, root },
      ]),
    ),
  );
}

function groupByFolder(paths) {
  const groups = new Map();
  for (const path of paths) groups.set(dirname(path), [...(groups.get(dirname(path)) ?? []), path]);
  return groups;
}
