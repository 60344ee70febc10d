/**
 * What Nx loads when nx.json says `"plugins": ["pyo3"]` or `["pyo3/plugin"]`. Loading it must stay
 * cheap: it imports only types from `@nx/devkit`, which takes 0.3 s to load.
 */
import { createDependencies } from './inference/create-dependencies.ts';
import { createNodes } from './inference/create-nodes.ts';

export const name = 'pyo3';

// Nx 22 looks for `createNodesV2` first, later versions for `createNodes`; both are the same.
export { createDependencies, createNodes, createNodes as createNodesV2 };
