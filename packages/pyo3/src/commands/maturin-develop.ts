import type { Command } from '../process/command.ts';
import { selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinDevelopRun extends ToolRun {
  readonly selection: CargoSelection;
  /** Whether to install with uv: environments created by uv may have no pip. */
  readonly uv: boolean;
  /** Whether the workspace's Cargo.toml has `[profile.dev-ext]`. */
  readonly profileIsStated: boolean;
  readonly args: readonly string[];
}

/**
 * `maturin develop`. It runs in the project's folder, because maturin reads `[tool.maturin]
 * manifest-path` only from a pyproject.toml in the working directory.
 */
export function maturinDevelop(run: MaturinDevelopRun): Command {
  const { profile, ...others } = run.selection;
  return toolCommand(run, [
    'develop',
    ...(run.uv ? ['--uv'] : []),
    ...profileArgs(profile, run.profileIsStated),
    ...selectionArgs(others),
    ...run.args,
  ]);
}
