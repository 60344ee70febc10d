/**
 * One run of cargo for what several tasks of a batch compile, so that cargo uses all cores and shows
 * its progress once. It has the options of the commands of the single tasks, which run afterwards
 * and find their work done; what is wrong in a crate is told by its own task, so messages are JSON.
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

/** As `cargoBuild`; `undefined` when that compiles in a way of which cargo can do only one at a time. */
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

/** The test programs of `cargoTest`; none is started. */
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

/** As `cargoClippy`; `undefined` when that changes files. */
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

/** Members of one cargo workspace, named from the folder of one of them. */
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
