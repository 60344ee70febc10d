/** Programs that upload. Addresses are in variables, since arguments are shown to every user of the machine. */
import type { Command } from '../process/command.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { optionWithValue, pathArguments } from './argument.ts';
import { packageArgs } from './cargo-selection.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface UploadRun extends ToolRun {
  readonly publishUrl: string;
  readonly checkUrl: string;
  /** Absolute. */
  readonly files: readonly string[];
  readonly args: readonly string[];
}

/** Skips what the index has with the same bytes, and stops at the first file that fails. */
export function uvPublish(
  run: UploadRun & { readonly trustedPublishing?: string; readonly isDryRun: boolean },
): Command {
  const { UV_PUBLISH_INDEX: _index, ...env } = run.env;
  const { publishUrl, checkUrl } = run;
  const addresses = { UV_PUBLISH_URL: publishUrl, UV_PUBLISH_CHECK_URL: checkUrl };
  return toolCommand({ ...run, env: { ...env, ...addresses } }, [
    'publish',
    '--no-progress',
    ...(run.isDryRun ? ['--dry-run'] : []),
    ...(run.trustedPublishing === undefined ? [] : ['--trusted-publishing', run.trustedPublishing]),
    ...run.args,
    ...pathArguments(run.files),
  ]);
}

export function twineUpload(run: UploadRun): Command {
  const env = { ...run.env, TWINE_REPOSITORY_URL: run.publishUrl };
  const options = ['--non-interactive', '--disable-progress-bar'];
  return toolCommand({ ...run, env }, [
    'upload',
    ...options,
    ...run.args,
    ...pathArguments(run.files),
  ]);
}

/** What an index would refuse; with `--strict` it would also be what an index accepts. */
export function twineCheck(run: ToolRun & { readonly files: readonly string[] }): Command {
  return toolCommand(run, ['check', ...pathArguments(run.files)]);
}

export interface CratePublishRun extends ToolRun {
  readonly crate: Crate;
  readonly projectRoot: string;
  readonly registry: { readonly name?: string; readonly address?: string };
  readonly isLocked: boolean;
  readonly args: readonly string[];
}

/** Packs a crate and compiles what is in the archive, unless it is not to be verified. */
export function cargoPackage(
  run: CratePublishRun & {
    readonly verify: boolean;
    readonly allowDirty?: boolean;
    readonly targetFolder?: string;
  },
): Command {
  return toolCommand(run, [
    'package',
    ...packageArgs(run.crate, run.projectRoot),
    ...registryArgs(run),
    ...(run.verify ? [] : ['--no-verify']),
    ...(run.allowDirty ? ['--allow-dirty'] : []),
    ...(run.targetFolder === undefined ? [] : optionWithValue('--target-dir', run.targetFolder)),
    ...(run.isLocked ? ['--locked'] : []),
  ]);
}

/** Uploads. Nothing is compiled: build scripts would see the token (see `cargoPackage`). */
export function cargoPublish(run: CratePublishRun): Command {
  return toolCommand(run, [
    'publish',
    ...packageArgs(run.crate, run.projectRoot),
    ...registryArgs(run),
    '--no-verify',
    ...(run.isLocked ? ['--locked'] : []),
    ...run.args,
  ]);
}

/** @param others packages of the same workspace that the crate needs and the registry does not have. */
export function cargoPublishDryRun(
  run: CratePublishRun & { readonly others: readonly string[]; readonly verify: boolean },
): Command {
  return toolCommand(run, [
    'publish',
    '--dry-run',
    ...run.others.flatMap((name) => optionWithValue('--package', name)),
    ...packageArgs(run.crate, run.projectRoot),
    ...registryArgs(run),
    ...(run.verify ? [] : ['--no-verify']),
    ...(run.isLocked ? ['--locked'] : []),
  ]);
}

/** Members of the workspace and where its target folder is. */
export function cargoMembers(
  run: Pick<CratePublishRun, 'crate' | 'projectRoot'> & ToolRun,
): Command {
  const [first, ...rest] = packageArgs(run.crate, run.projectRoot);
  const manifest = first === '--manifest-path' ? [first, rest[0] ?? ''] : [];
  return toolCommand(run, ['metadata', '--no-deps', '--format-version', '1', ...manifest]);
}

function registryArgs({ registry: { name, address } }: CratePublishRun): readonly string[] {
  return [
    ...(name === undefined ? [] : optionWithValue('--registry', name)),
    ...(address === undefined ? [] : optionWithValue('--index', address)),
  ];
}
