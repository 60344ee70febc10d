import type { Command } from '../process/command.ts';
import type { CargoBuildRun } from './cargo-build.ts';
import { packageArgs } from './cargo-selection.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand } from './tool-command.ts';

/** Removes what cargo keeps of one crate in the profile of a build, and of no other crate. */
export function cargoClean(run: CargoBuildRun): Command {
  return toolCommand(run, [
    'clean',
    '--quiet',
    ...packageArgs(run.project.crate, run.project.root),
    ...profileArgs(run.selection.profile, run.profileIsStated),
  ]);
}
