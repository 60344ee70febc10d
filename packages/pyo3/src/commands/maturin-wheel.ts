import type { AbsolutePath } from '../files/paths.ts';
import type { Command } from '../process/command.ts';
import type { WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { selectionArgs, type CargoSelection } from './cargo-selection.ts';
import { withRemappedPaths } from './remapped-paths.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinWheelRun extends ToolRun {
  readonly atom: WheelAtom;
  readonly selection: CargoSelection;
  readonly isZig: boolean;
  /** The absolute path of the output folder. */
  readonly out: string;
  /** The absolute path of cargo's folder for this interpreter and platform. */
  readonly targetFolder: string;
  /** Absolute. */
  readonly workspaceRoot: AbsolutePath;
  readonly strip?: boolean;
  readonly args: readonly string[];
}

/**
 * `maturin build` of one wheel of a matrix. The interpreter is given as a version: maturin has what it
 * needs to know of each, whether it is installed or not. cargo's folder is this interpreter's and
 * platform's own, since pyo3 is compiled again whenever either changes in one folder.
 *
 * SOURCE_DATE_EPOCH as in `maturinBuild`.
 */
export function maturinWheel(run: MaturinWheelRun): Command {
  const { abi, platform } = run.atom;
  const { name, target, os, macos } = platform;
  const command = toolCommand(run, [
    ...['build', '--out', run.out, '--target-dir', run.targetFolder],
    ...(abi.python === undefined ? [] : ['--interpreter', abi.python.name]),
    ...selectionArgs({
      ...run.selection,
      profile: run.selection.profile ?? 'release',
      ...(target === undefined ? {} : { target }),
    }),
    ...(os === 'linux' ? ['--compatibility', name.slice(0, -platform.arch.length - 1)] : []),
    ...(run.strip === undefined ? [] : [`--strip=${String(run.strip)}`]),
    ...(run.isZig ? ['--zig'] : []),
    ...run.args,
  ]);
  return {
    ...command,
    env: {
      SOURCE_DATE_EPOCH: '315532800',
      ...(macos === undefined ? {} : { MACOSX_DEPLOYMENT_TARGET: macos }),
      ...withRemappedPaths(withoutPythonOf(command.env), run.workspaceRoot),
    },
  };
}

/** What describes the Python of the environment to pyo3: another one is built for. */
function withoutPythonOf(env: Readonly<Record<string, string>>): Record<string, string> {
  const described = ['PYO3_CONFIG_FILE', 'PYO3_PYTHON', 'PYO3_ENVIRONMENT_SIGNATURE'];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !described.includes(name)));
}
