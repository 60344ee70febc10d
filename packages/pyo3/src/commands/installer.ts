import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

/** The tool that installs into one environment. */
export interface InstallerRun extends ToolRun {
  /** `uv`, or `pip` as a module of the environment. */
  readonly installer: 'uv' | 'pip';
  /** The absolute path of the interpreter to install into. */
  readonly interpreter: string;
}

/** `uv pip install` into the environment of an interpreter, or its own `pip install`. */
function install(run: InstallerRun, args: readonly string[]): Command {
  return run.installer === 'uv'
    ? toolCommand(run, ['pip', 'install', '--python', run.interpreter, ...args])
    : toolCommand(run, ['--disable-pip-version-check', 'install', ...args]);
}

/**
 * An editable install (PEP 660) of the project with its own build backend. Dependencies are never
 * among it: the installer would take what the repository has from an index.
 */
export function editableInstall(run: InstallerRun, args: readonly string[]): Command {
  return install(run, ['--editable', '.', '--no-deps', ...args]);
}

/**
 * Installs wheels and replaces any distributions with their names, and nothing else. It reads no
 * index, so it works offline.
 *
 * @param wheels absolute paths.
 */
export function wheelInstall(run: InstallerRun, wheels: readonly string[]): Command {
  const again = run.installer === 'uv' ? '--reinstall' : '--force-reinstall';
  // uv would keep a copy of each wheel forever, because their folders are always new.
  const cache = run.installer === 'uv' ? ['--no-cache'] : [];
  return install(run, ['--no-deps', '--no-index', again, ...cache, '--', ...wheels]);
}

/**
 * Installs those of the requirements (PEP 508) that are missing.
 *
 * @param constraints the absolute path of a file.
 */
export function requirementInstall(
  run: InstallerRun,
  requirements: readonly string[],
  constraints?: string,
): Command {
  const constrained = constraints === undefined ? [] : ['--constraint', constraints];
  return install(run, [...constrained, '--', ...requirements]);
}

/** Installs the requirements in a requirements file, given by its absolute path. */
export function fileInstall(run: InstallerRun, file: string): Command {
  return install(run, ['--requirement', file]);
}
