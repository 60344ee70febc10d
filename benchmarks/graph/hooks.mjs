// Loads the built plugin and calls both hooks as Nx does, several times in one process: the first
// call is what a command without Nx's daemon pays, the later ones are what the daemon pays.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const [plugin, workspaceRoot, listing, calls] = process.argv.slice(2);
const files = JSON.parse(readFileSync(listing, 'utf8'));
const began = performance.now();
const { createNodes, createDependencies } = await import(pathToFileURL(plugin).href);
const load = performance.now() - began;
const times = [];
for (let call = 0; call < Number(calls); call += 1) {
  const start = performance.now();
  const nodes = await createNodes[1](files, {}, { workspaceRoot, nxJsonConfiguration: {} });
  const made = performance.now();
  const manifestsOf = groupByFolder(files);
  const projects = Object.fromEntries(
    nodes.flatMap(([, { projects = {} }]) =>
      Object.entries(projects).map(([root, project]) => [project.name, { ...project, root }]),
    ),
  );
  const projectFileMap = Object.fromEntries(
    Object.entries(projects).map(([name, { root }]) => [
      name,
      (manifestsOf.get(root) ?? []).map((file) => ({ file, hash: '' })),
    ]),
  );
  const fileMap = { projectFileMap, nonProjectFiles: [] };
  const between = performance.now();
  const edges = await createDependencies(
    {},
    {
      workspaceRoot,
      projects,
      fileMap,
      filesToProcess: fileMap,
      externalNodes: {},
      nxJsonConfiguration: {},
    },
  );
  const end = performance.now();
  times.push({
    nodes: Object.keys(projects).length,
    edges: edges.length,
    createNodes: made - start,
    createDependencies: end - between,
  });
}

function groupByFolder(paths) {
  const groups = new Map();
  for (const path of paths) groups.set(dirname(path), [...(groups.get(dirname(path)) ?? []), path]);
  return groups;
}

console.log(JSON.stringify({ load, times, rss: process.memoryUsage.rss() }));
