/**
 * What Nx loads when nx.json says `"plugins": ["pyo3"]` or `["pyo3/plugin"]`. Loading it must stay
 * cheap: it imports only types from `@nx/devkit`, which takes 0.3 s to load.
 */
import { tellDaemon } from './inference/before-tasks.ts';
import { createDependenciesFrom } from './inference/create-dependencies.ts';
import { createNodesFrom } from './inference/create-nodes.ts';
import { graphSource } from './inference/graph-source.ts';
import { removeSuperseded } from './inference/restored-artifacts.ts';

export const name = 'pyo3';

const source = graphSource();

export const createNodes = createNodesFrom(source);

export const createDependencies = createDependenciesFrom(source);

/** Runs before Nx hashes the tasks of a command. */
export const preTasksExecution = tellDaemon;

/** Runs when all tasks of a command are done. */
export const postTasksExecution = removeSuperseded;

// Nx 22 looks for `createNodesV2` first, later versions for `createNodes`; both are the same.
export { createNodes as createNodesV2 };
