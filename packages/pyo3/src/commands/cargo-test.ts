import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { optionWithValue } from './argument.ts';
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

/** How the tests are run, beside `cargo test` itself. */
export interface TestRunner {
  readonly nextest: boolean;
  /** A file of settings for nextest, absolute. */
  readonly nextestSettings?: string;
  /** The file for the coverage, absolute; measured where it is given. */
  readonly coverage?: string;
}

/**
 * The tests of one crate in the order in which they run. nextest and cargo-llvm-cov leave the tests of
 * the documentation out, so cargo runs them afterwards.
 *
 * @param documented whether rustdoc looks for tests in the crate's library.
 */
export function cargoTests(
  run: CargoTestRun,
  runner: TestRunner,
  documented: boolean,
): readonly Command[] {
  const { nextest, coverage } = runner;
  if (!nextest && coverage === undefined) return [cargoTest(run)];
  const { profile, ...others } = run.selection;
  const profileName = nextest ? '--cargo-profile' : '--profile';
  const first = toolCommand(run, [
    ...(coverage === undefined ? [] : ['llvm-cov']),
    ...(nextest ? ['nextest', ...(coverage === undefined ? ['run'] : [])] : []),
    ...(coverage === undefined ? [] : ['--cobertura', '--output-path', coverage]),
    ...packageArgs(run.crate, run.projectRoot),
    ...(profile === undefined ? [] : optionWithValue(profileName, profile)),
    ...selectionArgs(others),
    ...(nextest ? ['--no-tests=pass', ...settingsArgs(runner)] : []),
    ...run.args,
  ]);
  // Arguments are for the first command, and seldom for both.
  if (!documented || run.args.length > 0) return [first];
  return [first, cargoTest({ ...run, args: ['--doc'] })];
}

function settingsArgs({ nextestSettings }: TestRunner): readonly string[] {
  return nextestSettings === undefined ? [] : ['--tool-config-file', `pyo3:${nextestSettings}`];
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
