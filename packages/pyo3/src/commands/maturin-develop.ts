import type { Command } from '../process/command.ts';
import { selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

/** The cargo profile of extensions that are built for development. */
const EXTENSION_PROFILE = 'dev-ext';

export interface MaturinDevelopRun extends ToolRun {
  readonly selection: CargoSelection;
  /** Install with uv: for environments that uv made, which may have no pip. */
  readonly uv: boolean;
  readonly args: readonly string[];
}

/**
 * `maturin develop`. It runs in the project's folder, because `[tool.maturin] manifest-path` is
 * read only from a pyproject.toml of the current folder.
 *
 * The profile `dev` becomes `dev-ext`, which inherits from it: with a target folder of its own the
 * extension is not invalidated by `cargo test`, clippy or an editor, which build pyo3 in another
 * way, and never waits for their lock. It is defined by `--config` (Cargo reference,
 * "Configuration: Command-line overrides"), so that no Cargo.toml has to change.
 */
export function maturinDevelop(run: MaturinDevelopRun): Command {
  const { profile = 'dev' } = run.selection;
  const own = profile === 'dev';
  return toolCommand(run, [
    'develop',
    ...(run.uv ? ['--uv'] : []),
    ...selectionArgs({ ...run.selection, profile: own ? EXTENSION_PROFILE : profile }),
    ...(own ? ['--config', `profile.${EXTENSION_PROFILE}.inherits="dev"`] : []),
    ...run.args,
  ]);
}
