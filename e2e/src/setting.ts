import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeNxWorkspace, type NxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import { makeSandbox, type Sandbox } from '../../tools/workspace/sandbox.ts';

/** The newest of every Nx major that the plugin promises to work with. */
export const NX_VERSIONS: readonly string[] = (
  process.env['PYO3_E2E_NX'] ?? '22.7.12,23.3.2,24.0.6'
).split(',');

/** For what does not depend on Nx's version. */
export const NEWEST_NX = NX_VERSIONS.at(-1) ?? '';

/** Suites that take minutes for each Nx try fewer of them, unless `PYO3_E2E_ALL=1`. */
export const isThorough = process.env['PYO3_E2E_ALL'] === '1';

const day = Math.floor(Date.now() / 86_400_000);

/** One, another one each day. */
export const NX_OF_TODAY: readonly string[] = isThorough ? NX_VERSIONS : ofToday(NX_VERSIONS);

/** The newest, and one of the others, another one each day. */
export const NEWEST_NX_AND_ONE: readonly string[] = isThorough
  ? NX_VERSIONS
  : [...ofToday(NX_VERSIONS.slice(0, -1)), NEWEST_NX];

function ofToday(versions: readonly string[]): readonly string[] {
  const index = day % Math.max(versions.length, 1);
  return versions.slice(index, index + 1);
}

/** Fewer than of Nx: this package is released less often. */
export const CREATE_NX_WORKSPACE_VERSIONS: readonly string[] = ['22.7.12', '23.2.1'];

export const majorOf = (nxVersion: string): string => nxVersion.split('.', 1).join('');

export interface Machine {
  /** Whether uv is installed on it; without it the plugin has only pip and venv. */
  readonly uv: boolean;
  /**
   * `shared`: what other workspaces of this run compiled is used again. `own`: the target folder
   * is where cargo puts it for a user.
   */
  readonly cargoTarget: 'shared' | 'own';
}

/** A sandbox like a computer on which Node, Python, Rust and git are installed. */
export async function freshMachine({ uv, cargoTarget }: Machine): Promise<Sandbox> {
  const folder = workerFolder();
  await mkdir(folder, { recursive: true });
  const isShared = cargoTarget === 'shared';
  return makeSandbox({
    parent: folder,
    // pyo3 is compiled again (20 s, three times) when the path of its configuration changes, which
    // is in the workspace. A worker runs one suite after the other, so one path will do.
    ...(isShared ? { name: 'machine' } : {}),
    registryUrl: variable('PYO3_E2E_REGISTRY'),
    programs: uv ? [testTool('uv')] : [],
    environment: isShared ? { CARGO_TARGET_DIR: join(folder, 'target') } : {},
    onCommand: verbose() ? (command) => console.log(`$ ${command}`) : () => undefined,
    echo: verbose(),
  });
}

/** Every workspace is called the same; see above. */
export const WORKSPACE = 'acme';

/** An Nx workspace as `makeNxWorkspace` makes it; what npm installed is used again in this run. */
export function newWorkspace(machine: Sandbox, nxVersion: string): Promise<NxWorkspace> {
  const installed = join(workerFolder(), 'installed');
  return makeNxWorkspace(machine.terminal, { name: WORKSPACE, nxVersion, installed });
}

/** The arguments with which uv fetches and starts zizmor, a linter of GitHub's workflows. */
export const ZIZMOR = ['tool', 'run', 'zizmor@1.32.0', '--offline', '--no-progress'] as const;

/** Path of a Python tool that the repository installed for its tests. */
export function testTool(name: string): string {
  const folder = join(variable('PYO3_TEST_VENV'), process.platform === 'win32' ? 'Scripts' : 'bin');
  return join(folder, process.platform === 'win32' ? `${name}.exe` : name);
}

/** Of this worker of jest: two that share a target folder would wait for each other. */
function workerFolder(): string {
  return join(variable('PYO3_E2E_FOLDER'), `worker-${variable('JEST_WORKER_ID')}`);
}

function verbose(): boolean {
  return process.env['VERBOSE'] !== undefined;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set; see preparation.ts`);
  return value;
}
