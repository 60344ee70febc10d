import { join } from 'node:path';
import { statOptional } from '../files/disk.ts';
import { findProgram } from '../process/find-program.ts';
import type { Ask } from '../process/ask.ts';
import { digest } from './variables.ts';

/**
 * A digest of which files of some folders can be executed: a wheel keeps that and linters look at
 * it, but Nx hashes nothing but the content of files. `null` without git, and on Windows, where
 * files have no such mode.
 *
 * Files that are not added to git count as well. `core.fileMode` is overridden, since git with `false`
 * does not look at the disk.
 *
 * @param root absolute path of the workspace root, in which `ask` starts programs.
 * @param folders relative to it.
 */
export function executableFiles(
  root: string,
  folders: readonly string[],
  env: Readonly<Record<string, string>>,
  ask: Ask,
  platform: NodeJS.Platform = process.platform,
): string | null {
  if (platform === 'win32' || folders.length === 0) return null;
  const git = findProgram('git', env);
  const staged = git && ask(git, ['ls-files', '--stage', '-z', '--', ...folders]);
  if (git === undefined || staged === undefined) return null;
  const modes = new Map(stagedModes(staged));
  const changed = ask(git, [
    ...['-c', 'core.fileMode=true', 'diff-files', '--relative', '--raw', '-z', '--'],
    ...folders,
  ]);
  for (const [path, mode] of changedModes(changed ?? '')) modes.set(path, mode);
  const others = ['ls-files', '--others', '--exclude-standard', '-z', '--', ...folders];
  const found = [
    ...[...modes].filter(([, mode]) => mode === '100755').map(([path]) => path),
    ...fieldsOf(ask(git, others) ?? '').filter((path) => isExecutable(join(root, path))),
  ];
  return digest(found.sort().join('\n'));
}

/** As git decides it: by the owner's bit. */
function isExecutable(file: string): boolean {
  const found = statOptional(file);
  return found?.isFile() === true && (found.mode & 0o100) !== 0;
}

/** `<mode> <object> <stage>\t<path>` (git-ls-files, "Output"). */
function stagedModes(output: string): readonly (readonly [path: string, mode: string])[] {
  return fieldsOf(output).map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.slice(0, 6)]);
}

/** `:<mode before> <mode> <object> <object> <status>`, then the path (git-diff-files, "Raw output"). */
function changedModes(output: string): readonly (readonly [path: string, mode: string])[] {
  const fields = fieldsOf(output);
  return fields.flatMap((entry, index) => {
    const path = fields[index + 1];
    return entry.startsWith(':') && path !== undefined ? [[path, entry.slice(8, 14)] as const] : [];
  });
}

function fieldsOf(output: string): readonly string[] {
  return output.split('\0').filter((field) => field !== '');
}
