import { relative } from 'node:path';
import { shellWord } from '../../diagnostics/shell-word.ts';
import { chooseCandidate } from '../../environment/candidates.ts';
import { diskReader } from '../../files/disk.ts';
import { sitePackages } from '../../fingerprint/installed.ts';
import { distInfoFolders } from '../../install/installed-distribution.ts';
import { findProgram } from '../../process/find-program.ts';
import type { Distribution } from '../../project/folder/pyo3-project.ts';

/**
 * The command that removes a distribution from the workspace's environment; `undefined` if it is not
 * installed there.
 *
 * @param root the workspace's folder; absolute.
 */
export function uninstallCommand(
  { name, normalizedName }: Distribution,
  root: string,
  env: Readonly<Record<string, string>>,
): string | undefined {
  const found = chooseCandidate({ workspaceRoot: root, env });
  if (found.kind !== 'venv' && found.kind !== 'conda') return undefined;
  const isInstalled = sitePackages(found.prefix).some((folder) =>
    distInfoFolders(diskReader(folder)).has(normalizedName),
  );
  if (!isInstalled) return undefined;
  if (findProgram('uv', env) !== undefined) return `uv pip uninstall ${name}`;
  const inside = relative(root, found.python);
  return `${shellWord(inside.startsWith('..') ? found.python : inside)} -m pip uninstall ${name}`;
}
