import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface EditableInstallRun extends ToolRun {
  /** `uv`, or `pip` as a module of the environment. */
  readonly installer: 'uv' | 'pip';
  /** Absolute path of the interpreter to install into. */
  readonly interpreter: string;
  readonly args: readonly string[];
}

/** An editable install (PEP 660) of the project by its own build backend, with its dependencies. */
export function editableInstall(run: EditableInstallRun): Command {
  return run.installer === 'uv'
    ? toolCommand(run, [
        'pip',
        'install',
        '--python',
        run.interpreter,
        '--editable',
        '.',
        ...run.args,
      ])
    : toolCommand(run, ['--disable-pip-version-check', 'install', '--editable', '.', ...run.args]);
}
