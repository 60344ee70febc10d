import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface PythonBuildRun extends ToolRun {
  /** `uv build`, or PyPA's `build`. */
  readonly frontend: 'uv' | 'build';
  readonly artifact: 'wheel' | 'sdist';
  /** Absolute path of the interpreter to build with. */
  readonly interpreter: string;
  /** Absolute path of the folder that receives the artifact. */
  readonly out: string;
  readonly args: readonly string[];
}

/** A wheel or sdist made by the project's own build backend (PEP 517). */
export function pythonBuild(run: PythonBuildRun): Command {
  return run.frontend === 'uv'
    ? toolCommand(run, [
        'build',
        `--${run.artifact}`,
        '--python',
        run.interpreter,
        '--out-dir',
        run.out,
        ...run.args,
      ])
    : toolCommand(run, [`--${run.artifact}`, '--outdir', run.out, ...run.args]);
}
