import type { InstalledGroups } from '../manifest/pyproject/installed-groups.ts';
import type { Command } from '../process/command.ts';
import { optionWithValue } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

/**
 * Exports the requirements in uv.lock of the project in the working directory, with its default
 * groups, as a requirements file with hashes. `--frozen`: the lock file is read and never changed.
 *
 * @param interpreter an absolute path; uv asks the interpreter for its version.
 * @param installed groups and extras in addition to the default groups.
 * @param left names of distributions that are in the repository itself.
 * @param file the absolute path of the output.
 */
export function lockExport(
  run: ToolRun,
  interpreter: string,
  installed: InstalledGroups,
  left: readonly string[],
  file: string,
): Command {
  return toolCommand(run, [
    'export',
    '--quiet',
    '--frozen',
    '--no-header',
    '--no-annotate',
    '--no-emit-workspace',
    '--python',
    interpreter,
    '--output-file',
    file,
    ...installed.groups.flatMap((name) => optionWithValue('--group', name)),
    ...installed.extras.flatMap((name) => optionWithValue('--extra', name)),
    ...left.flatMap((name) => optionWithValue('--no-emit-package', name)),
  ]);
}
