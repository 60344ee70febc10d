import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface MaturinSdistRun extends ToolRun {
  /** Absolute path of the folder that receives the archive. */
  readonly out: string;
  readonly args: readonly string[];
}

/** `maturin sdist`: the sources of the project and of its path dependencies; nothing is compiled. */
export function maturinSdist(run: MaturinSdistRun): Command {
  return toolCommand(run, ['sdist', '--out', run.out, ...run.args]);
}
