import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { packageArgs } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface CargoFmtRun extends ToolRun {
  readonly crate: Crate;
  readonly projectRoot: string;
  readonly check: boolean;
  readonly args: readonly string[];
}

/**
 * `cargo fmt` for one crate; with `check` it writes nothing and fails if a file is not formatted.
 */
export function cargoFmt(run: CargoFmtRun): Command {
  return toolCommand(run, [
    'fmt',
    ...packageArgs(run.crate, run.projectRoot),
    ...(run.check ? ['--check'] : []),
    ...run.args,
  ]);
}
