import type { ExecutorContext } from '@nx/devkit';
import { availableParallelism } from 'node:os';

/**
 * How many tasks may run at the same time, by the setting `parallel` of nx.json or the variable
 * NX_PARALLEL: Nx tells a batch nothing of `--parallel`.
 */
export function tasksAtOnce({ nxJsonConfiguration }: ExecutorContext): number {
  const stated = Number(process.env['NX_PARALLEL'] ?? nxJsonConfiguration?.parallel ?? 3);
  return Number.isInteger(stated) && stated > 0 ? stated : availableParallelism();
}
