import type { Command } from '../process/command.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { packageArgs, selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface CargoBuildRun extends ToolRun {
  readonly project: MaturinProject;
  readonly selection: CargoSelection;
  /** Whether the workspace's Cargo.toml has `[profile.dev-ext]`. */
  readonly profileIsStated: boolean;
  /** The crate types of the library in its manifest. */
  readonly crateTypes: readonly string[];
  /** Arguments for cargo, before those of the user. */
  readonly cargoArgs: readonly string[];
  /** Arguments for rustc when it compiles the library itself. */
  readonly rustcArgs: readonly string[];
  readonly platform: NodeJS.Platform;
  /** The user's arguments for cargo. */
  readonly args: readonly string[];
}

/**
 * Compiles the library of a crate as an extension; cargo prints JSON messages to standard output,
 * and rustc's rendered messages to standard error.
 *
 * `cargo build` is used if possible, because a manually typed `cargo build` can then reuse the
 * result. A library that is not a cdylib, and one that needs linker arguments, require `cargo
 * rustc`, as in maturin.
 */
export function cargoBuild(run: CargoBuildRun): Command {
  const { project, selection, crateTypes } = run;
  const { profile, ...others } = selection;
  const rustcArgs = rustcArgsOf(run);
  return toolCommand(run, [
    cargoBuildPlan(run),
    '--lib',
    ...packageArgs(project.crate, project.root),
    ...profileArgs(profile, run.profileIsStated),
    ...selectionArgs(others),
    '--message-format',
    'json-render-diagnostics',
    ...(crateTypes.includes('cdylib') ? [] : ['--crate-type', 'cdylib']),
    ...run.cargoArgs,
    ...run.args,
    ...(rustcArgs.length === 0 ? [] : ['--', ...rustcArgs]),
  ]);
}

/** The cargo subcommand that `cargoBuild` needs. */
export function cargoBuildPlan(run: CargoBuildRun): 'build' | 'rustc' {
  return run.crateTypes.includes('cdylib') && rustcArgsOf(run).length === 0 ? 'build' : 'rustc';
}

function rustcArgsOf(run: CargoBuildRun): readonly string[] {
  return [...linkArgs(run), ...run.rustcArgs];
}

/**
 * The linker arguments that an extension needs. On macOS an undefined symbol is an error, but
 * Python's symbols are defined by the process that loads the extension; the library's install name
 * would otherwise be its path (maturin 1.16, `compile.rs`). On other systems pyo3 sets the
 * arguments; on Windows it links Python itself (raw-dylib).
 */
function linkArgs({ platform, project }: CargoBuildRun): readonly string[] {
  if (platform !== 'darwin') return [];
  const name = `-Wl,-install_name,@rpath/${project.extension.initName}.so`;
  return ['-undefined', 'dynamic_lookup', name].flatMap((arg) => ['-C', `link-arg=${arg}`]);
}
