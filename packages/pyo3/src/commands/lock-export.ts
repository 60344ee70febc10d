import type { InstalledGroups } from '../manifest/pyproject/installed-groups.ts';
import type { Command } from '../process/command.ts';
import { optionWithValue } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

/**
 * Writes what uv.lock has for the project of the folder that it runs in, with its default groups, as
 * a requirements file with hashes. `--frozen`: the lock file is read and never changed.
 *
 * @param interpreter absolute path; uv asks one for its version.
 * @param installed groups and extras beside the default groups.
 * @param left names of distributions that the repository has itself.
 * @param file absolute path of what is written.
 */
export function lockExport(
  run: ToolRun,
  interpreter: string,
  installed: InstalledGroups,
  left: readonly string[],
  file: string,
): Command {
  return toolCommand(run, [
    ...['export', '--quiet', '--frozen', '--no-header', '--no-annotate', '--no-emit-workspace'],
    ...['--python', interpreter, '--output-file', file],
    ...installed.groups.flatMap((name) => optionWithValue('--group', name)),
    ...installed.extras.flatMap((name) => optionWithValue('--extra', name)),
    ...left.flatMap((name) => optionWithValue('--no-emit-package', name)),
  ]);
}
