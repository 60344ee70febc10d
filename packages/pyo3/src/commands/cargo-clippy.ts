import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { packageArgs, selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface CargoClippyRun extends ToolRun {
  readonly crate: Crate;
  readonly projectRoot: string;
  readonly selection: CargoSelection;
  readonly fix: boolean;
  /** Arguments for cargo and, after `--`, for clippy itself (`-A clippy::…`). */
  readonly args: readonly string[];
}

/** `cargo clippy` for one crate with all its targets; warnings are errors. */
export function cargoClippy(run: CargoClippyRun): Command {
  const { forCargo, forClippy } = splitClippyArgs(run);
  return toolCommand(run, [
    'clippy',
    ...packageArgs(run.crate, run.projectRoot),
    '--all-targets',
    ...selectionArgs(run.selection),
    // Without these two options, clippy refuses to modify a folder with uncommitted changes.
    ...(run.fix ? ['--fix', '--allow-dirty', '--allow-staged'] : []),
    ...forCargo,
    '--',
    ...forClippy,
  ]);
}

/** The arguments for clippy begin with the one that turns warnings into errors. */
export function splitClippyArgs({ args }: CargoClippyRun): {
  readonly forCargo: readonly string[];
  readonly forClippy: readonly string[];
} {
  const dashes = args.indexOf('--');
  const strict = ['-D', 'warnings'];
  if (dashes === -1) return { forCargo: args, forClippy: strict };
  return { forCargo: args.slice(0, dashes), forClippy: [...strict, ...args.slice(dashes + 1)] };
}
