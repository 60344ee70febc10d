import type { PreTasksExecution } from '@nx/devkit';
import { runningDaemon } from '../environment/nx-daemon.ts';
import type { Pyo3PluginOptions } from './options.ts';

/**
 * Before Nx hashes the tasks of a command: its daemon must know all files. Without a daemon Nx has just
 * read them itself. A failure is Nx's state of before, and never one of the command.
 */
export const tellDaemon: PreTasksExecution<Pyo3PluginOptions> = async (_, { workspaceRoot }) => {
  const daemon = runningDaemon(workspaceRoot);
  if (daemon === undefined) return;
  try {
    const { tellOfUnwatched } = await import('../unwatched/tell-nx.ts');
    await tellOfUnwatched(workspaceRoot, daemon);
  } catch {
    // What was not told is found again before the next command.
  }
};
