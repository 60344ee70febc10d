import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirementInstall, type InstallerRun } from '../commands/installer.ts';
import { toolCommand } from '../commands/tool-command.ts';
import type { Emulator } from '../environment/emulator.ts';
import type { FoundPython } from '../environment/found-pythons.ts';
import { variables } from '../environment/variables.ts';
import { environmentPython, programFolder } from '../environment/virtual-environment.ts';
import type { Command } from '../process/command.ts';
import { ownAbi, showPython } from '../python/wheel-python.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { wheelTag } from './artifacts.ts';
import type { TestRequirements } from './test-requirements.ts';

/** An environment with a wheel and what its tests need, and nothing else. */
export interface EmptyEnvironment {
  /** Starts its Python in a folder, which is not the workspace's. */
  readonly python: (args: readonly string[], cwd: string) => Command;
  /** Keeps the current folder off `sys.path`, as far as the environment allows. */
  readonly isolated: '-I' | '-s';
  /** Where the wheel is; empty for the folders of the interpreter. */
  readonly folders: readonly string[];
}

export interface EnvironmentRequest {
  readonly python: FoundPython;
  /** Only of a wheel for another architecture. */
  readonly emulator?: Emulator;
  /** Absolute path of a folder that is empty and ours. */
  readonly folder: string;
  /** Absolute path. */
  readonly wheel: string;
  readonly requirements: TestRequirements;
}

/** Makes it; `undefined` where a tool failed, whose output was then shown. */
export async function emptyEnvironment(
  session: TaskSession,
  request: EnvironmentRequest,
): Promise<EmptyEnvironment | undefined> {
  const installer = await session.installer();
  return request.emulator === undefined
    ? await virtualEnvironment(session, installer, request)
    : await installedFolder(session, installer, request, request.emulator);
}

async function virtualEnvironment(
  session: TaskSession,
  installer: InstallerRun,
  { python, folder, wheel, requirements }: EnvironmentRequest,
): Promise<EmptyEnvironment | undefined> {
  const prefix = join(folder, 'environment');
  const isUv = installer.installer === 'uv';
  const { cwd } = installer;
  const make: Command = isUv
    ? toolCommand(installer, ['venv', '--no-project', '--python', python.executable, prefix])
    : { program: python.executable, args: ['-m', 'venv', prefix], cwd, env: installer.env };
  if (!(await succeeds(session, make, { show: 'on failure' }))) return undefined;
  const program = environmentPython(prefix);
  const own = { name: 'pip', program, args: ['-m', 'pip'], origin: 'environment' } as const;
  const env = activated(installer.env, prefix);
  const run: InstallerRun = {
    ...installer,
    env,
    interpreter: program,
    ...(isUv ? {} : { tool: own }),
  };
  if (!(await install(session, run, folder, wheel, requirements, python))) return undefined;
  return {
    python: (args, at) => ({ program, args, cwd: at, env }),
    isolated: '-I',
    folders: [],
  };
}

/**
 * With the versions of uv.lock, then without: it is made for the versions of Python that its own
 * `requires-python` allows, and a wheel can claim others.
 */
async function install(
  session: TaskSession,
  run: InstallerRun,
  folder: string,
  wheel: string,
  { ofOthers, ofRepository, locked }: TestRequirements,
  { python }: FoundPython,
): Promise<boolean> {
  const wanted = [wheel, ...ofRepository, ...ofOthers];
  const freely = requirementInstall(run, wanted);
  if (locked.length === 0) return await succeeds(session, freely, { show: 'on failure' });
  const constraints = join(folder, 'constraints.txt');
  writeFileSync(constraints, locked.join('\n'));
  const asLocked = requirementInstall(run, wanted, constraints);
  if (await succeeds(session, asLocked, { show: 'never' })) return true;
  if (!(await succeeds(session, freely, { show: 'on failure' }))) return false;
  session.detail(
    `${showPython(python)}: the versions of uv.lock could not be installed, others were`,
  );
  return true;
}

/** The variables of the workspace's environment, with this one in its place. */
function activated(env: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
  const own = variables(env, process.platform);
  own.set('VIRTUAL_ENV', prefix);
  own.prepend('PATH', [programFolder(prefix)]);
  // It describes the workspace's Python.
  own.delete('PYO3_CONFIG_FILE');
  return own.toRecord();
}

/**
 * For another architecture: no environment can be made without starting its Python many times, so pip
 * unpacks the wheels into a folder, by their tags.
 */
async function installedFolder(
  session: TaskSession,
  installer: InstallerRun,
  { python, folder, wheel, requirements }: EnvironmentRequest,
  emulator: Emulator,
): Promise<EmptyEnvironment | undefined> {
  const target = join(folder, 'installed');
  const pip = installer.installer === 'uv' ? ['tool', 'run', 'pip'] : [];
  const platforms =
    wheelTag(wheel.split(/[\\/]/).at(-1) ?? '')
      ?.split('-')
      .at(-1)
      ?.split('.') ?? [];
  const abi = ownAbi(python.python).tag;
  const command = toolCommand(installer, [
    ...pip,
    ...['install', '--disable-pip-version-check', '--target', target, '--only-binary=:all:'],
    ...['--implementation', 'cp', '--python-version', python.python.name.replace(/t$/, '')],
    ...[abi, 'abi3', 'none'].flatMap((one) => ['--abi', one]),
    ...platforms.flatMap((platform) => ['--platform', platform]),
    ...['--', wheel, ...requirements.ofRepository, ...requirements.ofOthers],
  ]);
  if (!(await succeeds(session, command, { show: 'on failure' }))) return undefined;
  const env = { ...installer.env, PYTHONPATH: target };
  const program = emulator.program;
  return {
    python: (args, cwd) => ({
      program,
      args: ['-L', emulator.root, python.executable, ...args],
      cwd,
      env,
    }),
    isolated: '-s',
    folders: [target],
  };
}
