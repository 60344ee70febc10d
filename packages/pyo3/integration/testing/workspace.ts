import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { childVariables } from './child-variables.ts';
import { programOf, toolchain } from './toolchain.ts';

export interface NxResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, as a terminal would show them. */
  readonly output: string;
}

/** A running `nx`. */
export type Started = ReturnType<typeof startNx>;

/** `undefined` takes a variable away. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A repository with Nx and the plugin in a folder of its own. */
export interface Workspace {
  readonly root: string;
  /** Runs `nx <args>`; a failure is a result. */
  readonly nx: (args: readonly string[], variables?: Variables) => Promise<NxResult>;
  /** `nx <args>` in a process group of its own, for a test that ends it. */
  readonly start: (args: readonly string[], variables?: Variables) => Started;
  readonly path: (file: string) => string;
  readonly read: (file: string) => Promise<string>;
  readonly write: (file: string, text: string) => Promise<void>;
  /** Replaces the one place where `from` occurs. */
  readonly replace: (file: string, from: string, to: string) => Promise<void>;
  readonly remove: (file: string) => Promise<void>;
}

export interface WorkspaceOptions {
  /** Name of the folder; the fixture's own by default. */
  readonly name?: string;
  /** A `.venv` with the tools of `tools/python/requirements.txt`. Default: true. */
  readonly environment?: boolean;
  /** Further variables of every `nx`. */
  readonly variables?: Variables;
}

const repository = join(import.meta.dirname, '../../../..');
export const nxScript = join(repository, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');

/** Copies a fixture and makes a workspace of it: nx.json, links to Nx and the plugin, git, `.venv`. */
export async function makeWorkspace(
  fixture: string,
  options: WorkspaceOptions = {},
): Promise<Workspace> {
  const { name = fixture, environment = true } = options;
  const workspace = workspaceAt(join(runFolder(), name), options.variables);
  const { root, write } = workspace;
  await cp(join(import.meta.dirname, '../fixtures', fixture), root, { recursive: true });
  await write('package.json', '{ "private": true }\n');
  await write('.gitignore', gitignore.join('\n'));
  await linkPlugin(workspace);
  if (environment) await makeEnvironment(join(root, '.venv'));
  await commit(root);
  return workspace;
}

/** A workspace whose files somebody else writes, its git repository too; it has no `.venv`. */
export async function workspaceOf(
  name: string,
  fill: (root: string) => Promise<void>,
): Promise<Workspace> {
  const workspace = workspaceAt(join(runFolder(), name));
  await fill(workspace.root);
  await linkPlugin(workspace);
  // Nothing of what was added here shows in the repository.
  await workspace.write('.git/info/exclude', '/node_modules\n/nx.json\n/.nx\n/graph.json\n');
  return workspace;
}

async function linkPlugin({ root, write }: Workspace): Promise<void> {
  await write('nx.json', `${JSON.stringify(nxJson, null, 2)}\n`);
  await mkdir(join(root, 'node_modules'));
  const links = { nx: join(repository, 'node_modules', 'nx'), pyo3: join(runFolder(), 'plugin') };
  for (const [link, target] of Object.entries(links)) {
    await symlink(target, join(root, 'node_modules', link), 'junction');
  }
}

/** The workspace that several suites share, since compiling pyo3 takes long; made once by each worker. */
export async function sharedRepository(): Promise<Workspace> {
  const root = join(runFolder(), 'repository');
  return existsSync(join(root, '.git')) ? workspaceAt(root) : makeWorkspace('repository');
}

/** A virtual environment with the Python tools, installed by uv. */
export async function makeEnvironment(venv: string): Promise<void> {
  const { uv, python } = toolchain();
  const requirements = join(repository, 'tools', 'python', 'requirements.txt');
  const env = childVariables(process.env, {});
  const run = { env, extendEnv: false };
  await execa(uv, ['venv', '--quiet', '--python', python, venv], run);
  const target = ['--quiet', '--python', programOf(venv, 'python')];
  await execa(uv, ['pip', 'install', ...target, '--requirement', requirements], run);
}

/** The folder of this worker of jest, which runs one suite at a time. */
export function runFolder(): string {
  const folder = process.env['PYO3_INTEGRATION_RUN'];
  if (folder === undefined) throw new Error('jest.integration.config.js sets up the run');
  return join(folder, `worker-${process.env['JEST_WORKER_ID'] ?? '1'}`);
}

/** One that is there already. */
export function workspaceAt(root: string, own: Variables = {}): Workspace {
  const path = (file: string) => join(root, file);
  const read = (file: string) => readFile(path(file), 'utf8');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(path(file)), { recursive: true });
    await writeFile(path(file), text);
  };
  return {
    root,
    path,
    read,
    write,
    replace: async (file, from, to) => {
      const parts = (await read(file)).split(from);
      if (parts.length !== 2) {
        throw new Error(`${JSON.stringify(from)} is ${parts.length - 1} times in ${file}`);
      }
      await write(file, parts.join(to));
    },
    remove: (file) => rm(path(file), { recursive: true, force: true }),
    nx: (args, variables = {}) => runNx(root, args, { ...own, ...variables }),
    start: (args, variables = {}) => startNx(root, args, { ...own, ...variables }),
  };
}

async function runNx(
  root: string,
  args: readonly string[],
  variables: Variables,
): Promise<NxResult> {
  const result = await execa(process.execPath, [nxScript, ...args], nxOptions(root, variables));
  return {
    exitCode: result.exitCode ?? 1,
    // Nx asks its children for colours, with or without a terminal.
    stdout: stripVTControlCharacters(result.stdout),
    stderr: stripVTControlCharacters(result.stderr),
    output: stripVTControlCharacters(result.all),
  };
}

function startNx(root: string, args: readonly string[], variables: Variables) {
  const options = { ...nxOptions(root, variables), detached: true } as const;
  return execa(process.execPath, [nxScript, ...args], options);
}

/** How `nx` is started in a workspace. */
export function nxOptions(root: string, variables: Variables) {
  return {
    cwd: root,
    env: childVariables(process.env, {
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      NX_NO_CLOUD: 'true',
      NX_CACHE_DIRECTORY: join(root, '.nx', 'cache'),
      // Compiled once for all workspaces of the run, and without what only a debugger reads.
      CARGO_TARGET_DIR: join(runFolder(), 'target'),
      CARGO_PROFILE_DEV_DEBUG: '0',
      ...variables,
    }),
    extendEnv: false,
    all: true,
    reject: false,
    stdin: 'ignore',
  } as const;
}

async function commit(root: string): Promise<void> {
  const git = (...args: readonly string[]) => execa('git', args, { cwd: root });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
  await git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message=fixture');
}

const nxJson = { plugins: ['pyo3'], neverConnectToCloud: true, analytics: false, parallel: 2 };

const gitignore = [
  ...['node_modules', '.nx/cache', '.nx/workspace-data', '.venv', 'target', 'dist', '__pycache__'],
  ...['*.so', '*.pyd', '.pytest_cache', '.mypy_cache', '.ruff_cache', ''],
];
