import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { packageArgs, selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface CargoTestRun extends ToolRun {
  readonly crate: Crate;
  readonly projectRoot: string;
  readonly selection: CargoSelection;
  /** Arguments for cargo and, after `--`, for the test programs. */
  readonly args: readonly string[];
}

/** Reports the units of the tests without running them; all of them are fresh after `cargoTest`. */
export function cargoTestUnits(run: CargoTestRun): Command {
  const options = ['--no-run', '--message-format', 'json-render-diagnostics'];
  return cargoTest({ ...run, args: [...options, ...cargoArgsOf(run)] });
}

/** The user's arguments without those for the test programs. */
export function cargoArgsOf({ args }: CargoTestRun): readonly string[] {
  const forPrograms = args.indexOf('--');
  return forPrograms === -1 ? args : args.slice(0, forPrograms);
}

/** `cargo test` for one crate: unit, integration and documentation tests. */
export function cargoTest(run: CargoTestRun): Command {
  return toolCommand(run, [
    'test',
    ...packageArgs(run.crate, run.projectRoot),
    ...selectionArgs(run.selection),
    ...run.args,
  ]);
}
