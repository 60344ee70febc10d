import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinSdistRun extends ToolRun {
  /** The absolute path of the output folder. */
  readonly out: string;
  readonly args: readonly string[];
}

/**
 * `maturin sdist`: packages the sources of the project and its path dependencies; nothing is
 * compiled.
 */
export function maturinSdist(run: MaturinSdistRun): Command {
  return toolCommand(run, ['sdist', '--out', run.out, ...run.args]);
}
