import { join } from 'node:path';
import { makeSandbox, type Sandbox } from '../../tools/workspace/sandbox.ts';

/** The newest of every Nx major that the plugin promises to work with. */
export const NX_VERSIONS: readonly string[] = (
  process.env['PYO3_E2E_NX'] ?? '22.7.12,23.3.2,24.0.6'
).split(',');

/** For what does not depend on Nx's version. */
export const NEWEST_NX = NX_VERSIONS.at(-1) ?? '';

/** Fewer than of Nx: this package is released less often. */
export const CREATE_NX_WORKSPACE_VERSIONS: readonly string[] = ['22.7.12', '23.2.1'];

export const majorOf = (nxVersion: string): string => nxVersion.split('.', 1).join('');

export interface Machine {
  /** Whether uv is installed on it; without it the plugin has only pip and venv. */
  readonly uv: boolean;
  /**
   * `shared`: what other workspaces of this run compiled is used again, which saves pyo3 itself
   * (20 s). `own`: the target folder is where cargo puts it for a user.
   */
  readonly cargoTarget: 'shared' | 'own';
}

/** A sandbox like a computer on which Node, Python, Rust and git are installed. */
export function freshMachine({ uv, cargoTarget }: Machine): Promise<Sandbox> {
  const target = join(variable('PYO3_E2E_FOLDER'), 'target');
  return makeSandbox({
    parent: variable('PYO3_E2E_FOLDER'),
    registryUrl: variable('PYO3_E2E_REGISTRY'),
    programs: uv ? [testTool('uv')] : [],
    environment: cargoTarget === 'shared' ? { CARGO_TARGET_DIR: target } : {},
    onCommand: verbose() ? (command) => console.log(`$ ${command}`) : () => undefined,
    echo: verbose(),
  });
}

/** Path of a Python tool that the repository installed for its tests. */
function testTool(name: string): string {
  const folder = join(variable('PYO3_TEST_VENV'), process.platform === 'win32' ? 'Scripts' : 'bin');
  return join(folder, process.platform === 'win32' ? `${name}.exe` : name);
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
