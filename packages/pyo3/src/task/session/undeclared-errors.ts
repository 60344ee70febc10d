import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { UndeclaredReads } from '../../observe/reads-record.ts';
import { childPath } from '../../project/folder/workspace-path.ts';

/**
 * What to tell about the undeclared reads of a task: one error for those that become inputs, and one
 * for each kind that cannot.
 *
 * @param hashesIgnored whether this Nx can hash what git ignores.
 */
export function undeclaredErrors(
  task: string,
  root: string,
  reads: UndeclaredReads,
  hashesIgnored: boolean,
): readonly Pyo3Error[] {
  const stale = 'If they change, a result that is out of date is taken from the cache.';
  const becomeInputs = [...reads.files, ...reads.globs];
  const ignoredHint = hashesIgnored
    ? `On this machine the next run has them as inputs. For every clone, add { "fileset": "{workspaceRoot}/${reads.ignored[0] ?? ''}", "includeIgnored": true } to the inputs of the target in ${childPath(root, 'project.json')}.`
    : 'Remove them from .gitignore, or have the task that needs them write them.';
  return [
    ...errorOf(
      becomeInputs,
      (list) =>
        `${task} reads ${list}, which are not part of its cache key. From the next run on this machine they are.`,
      'Run `nx sync` and commit the result, so that they are inputs in every clone.',
    ),
    ...errorOf(
      reads.ignored,
      (list) => `${task} reads ${list}, which git ignores and Nx therefore does not hash. ${stale}`,
      ignoredHint,
    ),
    ...errorOf(
      reads.git,
      (list) => `${task} reads ${list}, the state of git, which Nx does not hash. ${stale}`,
      'Pass what the task needs in an environment variable, and add that to `env` of [tool.nx-pyo3].',
    ),
    ...errorOf(
      reads.outside,
      (list) =>
        `${task} reads ${list}, outside of the repository, which Nx does not hash. ${stale}`,
      'Copy what the task needs into the repository, or set `"cache": false` for the target.',
    ),
  ];
}

function errorOf(
  paths: readonly string[],
  message: (list: string) => string,
  hint: string,
): readonly Pyo3Error[] {
  if (paths.length === 0) return [];
  return [new Pyo3Error({ code: 'input-undeclared', message: message(listed(paths)), hint })];
}

/** At most eight names: a test may read a thousand files. */
function listed(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  if (others.length === 0) return first;
  const shown = paths.slice(0, 8);
  const rest = paths.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${String(rest)} more`;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
