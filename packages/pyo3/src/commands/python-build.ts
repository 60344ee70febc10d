import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface PythonBuildRun extends ToolRun {
  /** `uv build`, or PyPA's `build`. */
  readonly frontend: 'uv' | 'build';
  readonly artifact: 'wheel' | 'sdist';
  /** The absolute path of the interpreter to build with. */
  readonly interpreter: string;
  /** The absolute path of the output folder. */
  readonly out: string;
  readonly args: readonly string[];
}

/**
 * A wheel or sdist built by the project's own build backend (PEP 517). The files in a wheel have
 * the same date as in `maturinBuild`, unless the caller sets another: most backends use that of the
 * checkout.
 */
export function pythonBuild(run: PythonBuildRun): Command {
  const command = buildCommand(run);
  if (run.artifact === 'sdist') return command;
  return { ...command, env: { SOURCE_DATE_EPOCH: '315532800', ...command.env } };
}

function buildCommand(run: PythonBuildRun): Command {
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
