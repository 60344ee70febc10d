import type { Command } from '../process/command.ts';
import { optionWithValue } from './argument.ts';
import { selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinBuildRun extends ToolRun {
  readonly selection: CargoSelection;
  /** The absolute path of the interpreter that the wheel is built for. */
  readonly interpreter: string;
  /** The absolute path of the output folder. */
  readonly out: string;
  /** The platform tag, for example `manylinux_2_28` or `pypi` (`--compatibility`). */
  readonly compatibility?: string;
  readonly strip?: boolean;
  readonly zig?: boolean;
  readonly args: readonly string[];
}

/**
 * `maturin build` for one interpreter.
 *
 * SOURCE_DATE_EPOCH (reproducible-builds.org) is 1980-01-01, the earliest date in a zip file,
 * unless the caller sets another: maturin's software bill of materials then has no random serial
 * number and no timestamp.
 */
export function maturinBuild(run: MaturinBuildRun): Command {
  const command = toolCommand(run, [
    'build',
    '--out',
    run.out,
    '--interpreter',
    run.interpreter,
    ...selectionArgs({ ...run.selection, profile: run.selection.profile ?? 'release' }),
    ...(run.compatibility === undefined
      ? []
      : optionWithValue('--compatibility', run.compatibility)),
    ...(run.strip === undefined ? [] : [`--strip=${run.strip}`]),
    ...(run.zig ? ['--zig'] : []),
    ...run.args,
  ]);
  return { ...command, env: { SOURCE_DATE_EPOCH: '315532800', ...command.env } };
}
