/** The public API of the package `pyo3`. */
export {
  createDependencies,
  createNodes,
  createNodesV2,
  name,
  postTasksExecution,
  preTasksExecution,
} from './plugin.ts';
export type { Pyo3PluginOptions } from './inference/options.ts';
