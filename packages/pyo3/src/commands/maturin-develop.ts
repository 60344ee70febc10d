import type { Command } from '../process/command.ts';
import { selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinDevelopRun extends ToolRun {
  readonly selection: CargoSelection;
  /** Install with uv: for environments that uv made, which may have no pip. */
  readonly uv: boolean;
  /** Whether the workspace's Cargo.toml has `[profile.dev-ext]`. */
  readonly profileIsStated: boolean;
  readonly args: readonly string[];
}

/**
 * `maturin develop`. It runs in the project's folder, because `[tool.maturin] manifest-path` is
 * read only from a pyproject.toml of the current folder.
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
