/**
 * One cargo run that compiles for several tasks of a batch, so that cargo uses all cores and shows
 * one progress bar. It has the same options as the commands of the single tasks, which run
 * afterwards and find their units fresh; each task reports the errors of its own crate, so messages
 * are JSON here.
 */
import { posix } from 'node:path';
import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { optionWithValue } from './argument.ts';
import { cargoBuildPlan, type CargoBuildRun } from './cargo-build.ts';
import { splitClippyArgs, type CargoClippyRun } from './cargo-clippy.ts';
import { selectionArgs } from './cargo-selection.ts';
import { cargoArgsOf, type CargoTestRun } from './cargo-test.ts';
import { profileArgs } from './extension-profile.ts';
import { toolCommand } from './tool-command.ts';

const jsonMessages = ['--message-format', 'json'] as const;

/**
 * Like `cargoBuild`; `undefined` if that compiles in a way that cargo supports only for one crate
 * at a time.
 */
export function cargoBuildTogether(
  run: CargoBuildRun,
  packages: readonly string[],
): Command | undefined {
  if (cargoBuildPlan(run) !== 'build') return undefined;
  const { project, selection } = run;
  const { profile, ...others } = selection;
  return toolCommand(run, [
    'build',
    '--lib',
    '--keep-going',
    ...packagesArgs(project.crate, project.root, packages),
    ...profileArgs(profile, run.profileIsStated),
    ...selectionArgs(others),
    ...jsonMessages,
    ...run.cargoArgs,
    ...run.args,
  ]);
}

/** Builds the test programs of `cargoTest` without running them. */
export function cargoTestTogether(run: CargoTestRun, packages: readonly string[]): Command {
  return toolCommand(run, [
    'test',
    '--no-run',
    '--no-fail-fast',
    ...packagesArgs(run.crate, run.projectRoot, packages),
    ...selectionArgs(run.selection),
    ...jsonMessages,
    ...cargoArgsOf(run),
  ]);
}

/** Like `cargoClippy`; `undefined` if that modifies files. */
export function cargoClippyTogether(
  run: CargoClippyRun,
  packages: readonly string[],
): Command | undefined {
  if (run.fix) return undefined;
  const { forCargo, forClippy } = splitClippyArgs(run);
  return toolCommand(run, [
    'clippy',
    '--keep-going',
    ...packagesArgs(run.crate, run.projectRoot, packages),
    '--all-targets',
    ...selectionArgs(run.selection),
    ...jsonMessages,
    ...forCargo,
    '--',
    ...forClippy,
  ]);
}

/** Selects members of one cargo workspace, from the folder of one of them. */
function packagesArgs(
  { root, cargoRoot }: Crate,
  projectRoot: string,
  packages: readonly string[],
): readonly string[] {
  const manifest = posix.relative(projectRoot, childPath(cargoRoot, 'Cargo.toml'));
  return [
    ...(root === projectRoot ? [] : optionWithValue('--manifest-path', manifest)),
    ...packages.flatMap((name) => optionWithValue('--package', name)),
  ];
}
