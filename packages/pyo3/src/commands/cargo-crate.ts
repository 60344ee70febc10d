import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { optionWithValue } from './argument.ts';
import { packageArgs, selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface CargoCrateRun extends ToolRun {
  readonly crate: Crate;
  readonly projectRoot: string;
  readonly selection: CargoSelection;
  readonly args: readonly string[];
}

/** The library and the programs of a crate; cargo prints JSON messages to standard output. */
export function cargoCrateBuild(run: CargoCrateRun): Command {
  return ofCrate(run, 'build', ['--message-format', 'json-render-diagnostics', ...run.args]);
}

/** Removes cargo's files of one crate in a build's profile, and of no other crate. */
export function cargoCrateClean({
  selection: { profile, target },
  ...run
}: CargoCrateRun): Command {
  const selection = {
    ...(profile === undefined ? {} : { profile }),
    ...(target === undefined ? {} : { target }),
  };
  return ofCrate({ ...run, selection }, 'clean', ['--quiet']);
}

/** Starts a program with the user's arguments, none of which cargo takes for its own. */
export function cargoRun(run: CargoCrateRun & { readonly program?: string }): Command {
  const { program, args } = run;
  return ofCrate(run, 'run', [
    ...(program === undefined ? [] : optionWithValue('--bin', program)),
    ...(args.length === 0 ? [] : ['--', ...args]),
  ]);
}

/** The documentation of a crate alone, or with that of its dependencies. */
export function cargoDoc(
  run: CargoCrateRun & { readonly dependencies: boolean; readonly open: boolean },
): Command {
  return ofCrate(run, 'doc', [
    ...(run.dependencies ? [] : ['--no-deps']),
    ...(run.open ? ['--open'] : []),
    ...run.args,
  ]);
}

export function cargoBench(run: CargoCrateRun): Command {
  return ofCrate(run, 'bench', run.args);
}

function ofCrate(run: CargoCrateRun, verb: string, args: readonly string[]): Command {
  const { crate, projectRoot, selection } = run;
  return toolCommand(run, [
    verb,
    ...packageArgs(crate, projectRoot),
    ...selectionArgs(selection),
    ...args,
  ]);
}
