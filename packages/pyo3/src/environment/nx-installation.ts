import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import type { ProjectGraph, Task } from '@nx/devkit';

/** The Nx of a workspace. */
export interface NxInstallation {
  /** Absolute path of the file that Node runs. */
  readonly program: string;
  /** First number of its version. */
  readonly major: number;
  readonly minor: number;
}

/** `undefined` when Node finds no package `nx` from the root of the workspace. */
export function findNx(workspaceRoot: AbsolutePath): NxInstallation | undefined {
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { bin, version } = from('nx/package.json') as Manifest;
    const folder = dirname(from.resolve('nx/package.json'));
    const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
    return { program: join(folder, bin.nx), major, minor };
  } catch {
    return undefined;
  }
}

/** How each package manager starts a program that the repository has installed. */
const runners: Readonly<Record<string, string>> = {
  npm: 'npx nx',
  pnpm: 'pnpm nx',
  yarn: 'yarn nx',
  bun: 'bunx nx',
};

/** What starts the Nx of a repository with this package manager. */
export function commandWith(packageManager: string): string {
  return runners[packageManager] ?? 'npx nx';
}

/** The script that `nx init` writes where there is no package.json: `npx nx` would install Nx anew. */
export const ownScript = {
  file: '.nx/nxw.js',
  command: process.platform === 'win32' ? '.\\nx.bat' : './nx',
} as const;

/** What a user of the workspace types for `nx`; Nx itself is loaded for it, so only for a message. */
export function nxCommandAt(workspaceRoot: string): string {
  if (existsSync(join(workspaceRoot, ownScript.file))) return ownScript.command;
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { detectPackageManager } = from('nx/src/utils/package-manager') as PackageManagers;
    return commandWith(detectPackageManager(workspaceRoot));
  } catch {
    return commandWith('npm');
  }
}

/** Whether inputs of this Nx can have `includeIgnored`: since 23.3. */
export function hashesIgnored(workspaceRoot: AbsolutePath): boolean {
  const { major = 0, minor = 0 } = findNx(workspaceRoot) ?? {};
  return major > 23 || (major === 23 && minor >= 3);
}

/**
 * Asks Nx whether a file has the content that it had when the graph was made, from which the keys of
 * tasks are computed.
 *
 * @param data Nx's workspace data folder; absolute.
 * @returns `undefined` for a file that Nx did not know then, or where Nx does not tell.
 */
export function contentAsHashed(
  workspaceRoot: AbsolutePath,
  data: string,
): (path: string) => boolean | undefined {
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { hashFile } = from('nx/src/hasher/file-hasher') as FileHasher;
    const map = JSON.parse(readFileSync(join(data, 'file-map.json'), 'utf8')) as FileMap;
    const { projectFileMap, nonProjectFiles } = map.fileMap;
    const files = [...Object.values(projectFileMap).flat(), ...nonProjectFiles];
    const hashes = new Map(files.map(({ file, hash }) => [file, hash]));
    return (path) => {
      const hash = hashes.get(path);
      return hash === undefined ? undefined : hashFile(join(workspaceRoot, path)) === hash;
    };
  } catch {
    return () => undefined;
  }
}

/**
 * The folder in which Nx keeps results: absolute, with one folder for each key, which holds outputs by
 * their path in the workspace. `undefined` where this Nx does not tell.
 */
export function cacheFolder(workspaceRoot: AbsolutePath): string | undefined {
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    return (from('nx/src/utils/cache-directory') as CacheDirectory).cacheDir;
  } catch {
    return undefined;
  }
}

/**
 * The variables that Nx gives to a task that runs alone: those of this process, with the task's `.env`
 * files. A batch gets those of none of its tasks.
 *
 * @returns `undefined` where this Nx does not tell.
 */
export function taskVariables(
  workspaceRoot: AbsolutePath,
  task: Task,
  graph: ProjectGraph | undefined,
): NodeJS.ProcessEnv | undefined {
  if (graph === undefined) return undefined;
  const from = createRequire(join(workspaceRoot, 'package.json'));
  try {
    const { getTaskSpecificEnv } = from('nx/src/tasks-runner/task-env') as TaskEnv;
    return getTaskSpecificEnv(task, graph);
  } catch {
    return undefined;
  }
}

interface TaskEnv {
  readonly getTaskSpecificEnv: (task: Task, graph: ProjectGraph) => NodeJS.ProcessEnv;
}

interface PackageManagers {
  readonly detectPackageManager: (folder: string) => string;
}

interface CacheDirectory {
  readonly cacheDir: string;
}

interface FileHasher {
  readonly hashFile: (absolute: string) => string | null;
}

/** `file-map.json`, the same in Nx 22, 23 and 24. */
interface FileMap {
  readonly fileMap: {
    readonly projectFileMap: Readonly<Record<string, readonly HashedFile[]>>;
    readonly nonProjectFiles: readonly HashedFile[];
  };
}

interface HashedFile {
  readonly file: string;
  readonly hash: string;
}

interface Manifest {
  readonly bin: { readonly nx: string };
  readonly version: string;
}
