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
  /** Crate types of the library as its manifest has them. */
  readonly crateTypes: readonly string[];
  /** For cargo, before those of the user. */
  readonly cargoArgs: readonly string[];
  /** For rustc, when it compiles the library itself. */
  readonly rustcArgs: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Of the user, for cargo. */
  readonly args: readonly string[];
}

/**
 * Compiles the library of a crate as an extension; cargo's messages are JSON on standard output,
 * those of rustc are rendered on standard error.
 *
 * `cargo build` where it will do, since it shares its result with whoever types it. A library that
 * is no cdylib, and one that needs arguments for its linker, take `cargo rustc`, as maturin does.
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

/** The subcommand of cargo that `cargoBuild` needs. */
export function cargoBuildPlan(run: CargoBuildRun): 'build' | 'rustc' {
  return run.crateTypes.includes('cdylib') && rustcArgsOf(run).length === 0 ? 'build' : 'rustc';
}

function rustcArgsOf(run: CargoBuildRun): readonly string[] {
  return [...linkArgs(run), ...run.rustcArgs];
}

/**
 * On macOS a symbol that is not defined is an error, and those of Python are defined by whoever
 * loads the extension; the library's own name would otherwise be its path (maturin 1.16,
 * `compile.rs`). Elsewhere pyo3 says what is needed; on Windows it links Python itself (raw-dylib).
 */
function linkArgs({ platform, project }: CargoBuildRun): readonly string[] {
  if (platform !== 'darwin') return [];
  const name = `-Wl,-install_name,@rpath/${project.extension.initName}.so`;
  return ['-undefined', 'dynamic_lookup', name].flatMap((arg) => ['-C', `link-arg=${arg}`]);
}
