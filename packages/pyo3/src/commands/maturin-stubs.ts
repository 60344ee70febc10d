import type { Command } from '../process/command.ts';
import { selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinStubsRun extends ToolRun {
  readonly selection: CargoSelection;
  /** The absolute path of the interpreter that the extension is built for. */
  readonly interpreter: string;
  /** The absolute path of the output folder. */
  readonly out: string;
  /** Whether the workspace's Cargo.toml has `[profile.dev-ext]`. */
  readonly profileIsStated: boolean;
  readonly args: readonly string[];
}

/**
 * `maturin generate-stubs` (since maturin 1.13): compiles the extension and introspects it. After
 * `compile` with the same profile, nothing needs to be compiled.
 */
export function maturinStubs(run: MaturinStubsRun): Command {
  const { profile, ...others } = run.selection;
  return toolCommand(run, [
    'generate-stubs',
    '--out',
    run.out,
    '--interpreter',
    run.interpreter,
    ...profileArgs(profile, run.profileIsStated),
    ...selectionArgs(others),
    ...run.args,
  ]);
}
