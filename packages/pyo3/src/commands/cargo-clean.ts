import type { Command } from '../process/command.ts';
import type { CargoBuildRun } from './cargo-build.ts';
import { packageArgs } from './cargo-selection.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand } from './tool-command.ts';

/** Removes cargo's files of one crate in a build's profile, and of no other crate. */
export function cargoClean(run: CargoBuildRun): Command {
  return toolCommand(run, [
    'clean',
    '--quiet',
    ...packageArgs(run.project.crate, run.project.root),
    ...profileArgs(run.selection.profile, run.profileIsStated),
  ]);
}
