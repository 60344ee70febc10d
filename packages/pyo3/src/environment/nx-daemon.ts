import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { statOptional } from '../files/disk.ts';
import { pluginDataFolder } from './workspace-data.ts';

/** The daemon of Nx that serves the current command. */
export interface RunningDaemon {
  /** A time in milliseconds at which it did not run yet. */
  readonly since: number;
  /** The hashes of all files that it tracks, by path relative to the workspace root. */
  hashes(): Promise<ReadonlyMap<string, string>>;
  /** As Nx hashes a file, given by its absolute path; `undefined` if it cannot be read. */
  hash(absolute: string): string | undefined;
  /** Has it read these files again before it hashes the next task. */
  tell(
    created: readonly string[],
    updated: readonly string[],
    deleted: readonly string[],
  ): Promise<void>;
}

/** File system clocks tick in steps of up to 2 s (FAT). */
const tick = 2000;

/** `undefined` where none runs, or where this Nx does not say. */
export function runningDaemon(workspaceRoot: AbsolutePath): RunningDaemon | undefined {
  // Nx writes it when the daemon starts (22.7, 23.3, 24.0).
  const data = dirname(pluginDataFolder(workspaceRoot, process.env));
  const started = statOptional(join(data, 'd', 'server-process.json'));
  if (started === undefined) return undefined;
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { daemonClient } = from('nx/src/daemon/client/client') as DaemonClient;
    if (!daemonClient.enabled()) return undefined;
    const context = from('nx/src/utils/workspace-context') as WorkspaceContext;
    const { hashFile } = from('nx/src/hasher/file-hasher') as FileHasher;
    return {
      since: started.mtimeMs - tick,
      hashes: async () => {
        const files = await context.getAllFileDataInContext(workspaceRoot);
        return new Map(files.map(({ file, hash }) => [file, hash]));
      },
      hash: (absolute) => hashFile(absolute) ?? undefined,
      tell: (created, updated, deleted) =>
        context.updateContextWithChangedFiles(workspaceRoot, created, updated, deleted),
    };
  } catch {
    return undefined;
  }
}

interface DaemonClient {
  readonly daemonClient: { readonly enabled: () => boolean };
}

interface WorkspaceContext {
  readonly getAllFileDataInContext: (
    workspaceRoot: AbsolutePath,
  ) => Promise<readonly { readonly file: string; readonly hash: string }[]>;
  readonly updateContextWithChangedFiles: (
    workspaceRoot: AbsolutePath,
    created: readonly string[],
    updated: readonly string[],
    deleted: readonly string[],
  ) => Promise<void>;
}

interface FileHasher {
  readonly hashFile: (absolute: string) => string | null;
}
