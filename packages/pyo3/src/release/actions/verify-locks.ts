/** Whether the lock files that a release edited are what cargo and uv would write. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import type { AbsolutePath } from '../../files/paths.ts';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import { shellWord } from '../../diagnostics/shell-word.ts';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import { findProgram } from '../../process/find-program.ts';
import { createRunner, type Runner } from '../../process/run.ts';
import { childPath, enclosingFolders, folderOf } from '../../project/folder/workspace-path.ts';

interface Check {
  readonly file: string;
  readonly tool: 'cargo' | 'uv';
  readonly args: readonly string[];
  /** What the tool says when it would write another file; it fails for other reasons, too. */
  readonly outdated: RegExp;
  /** The command that writes it. */
  readonly repair: readonly string[];
}

/**
 * Asks cargo and uv, offline, about the lock file of each changed manifest, and warns about those that
 * they would change. A tool that is missing, or that lacks a package in its cache, says nothing about
 * the lock file. `tell` gets what is no warning.
 *
 * @param changed files of the release, relative to the workspace root.
 */
export async function verifyLocks(
  workspaceRoot: AbsolutePath,
  changed: readonly string[],
  tell: (line: string) => void,
  run: Runner = createRunner(),
  find: typeof findProgram = findProgram,
): Promise<void> {
  const env = {
    ...withoutSecrets(process.env),
    NO_COLOR: '1',
    CARGO_TERM_COLOR: 'never',
    UV_PYTHON_DOWNLOADS: 'never',
  };
  for (const { file, tool, args, outdated, repair } of checksOf(workspaceRoot, changed)) {
    const program = find(tool, env);
    if (program === undefined) {
      tell(`${file} was not verified, because ${tool} is not installed.`);
      continue;
    }
    const command = { program, args, cwd: workspaceRoot, env };
    const { exitCode, stderr } = await run(command, { output: 'capture', timeoutMs });
    if (exitCode === 0) {
      tell(`${file} was verified: ${[tool, ...args].join(' ')}`);
      continue;
    }
    if (!outdated.test(stderr)) {
      tell(`${file} could not be verified offline:\n${stderr.trim()}`);
      continue;
    }
    logger.warn(
      renderDiagnostic({
        message: `${file} does not agree with the manifests after this release, so builds with a locked ${file.replace(/^.*\//, '')} will fail.`,
        code: 'lock-outdated',
        hint: `${repair.map(shellWord).join(' ')}, then add ${file} to the commit of the release, and move its tags there.`,
      }),
    );
  }
}

const timeoutMs = 60_000;

/** The nearest lock files around the changed files, and those that were changed. */
function checksOf(root: string, changed: readonly string[]): readonly Check[] {
  const folders = (lock: string, manifest: string) => {
    const around = changed
      .filter((file) => file === manifest || file.endsWith(`/${manifest}`))
      .map((file) =>
        enclosingFolders(folderOf(file)).find((one) => existsSync(join(root, one, lock))),
      );
    const own = changed.filter((file) => file === lock || file.endsWith(`/${lock}`)).map(folderOf);
    return [...new Set([...around, ...own])].filter((folder) => folder !== undefined).sort();
  };
  return [
    ...folders('Cargo.lock', 'Cargo.toml').map(cargoCheck),
    ...folders('uv.lock', 'pyproject.toml').map(uvCheck),
  ];
}

/** `--no-deps` would not read the lock file. */
function cargoCheck(folder: string): Check {
  const place = folder === '.' ? [] : ['--manifest-path', childPath(folder, 'Cargo.toml')];
  return {
    file: childPath(folder, 'Cargo.lock'),
    tool: 'cargo',
    args: ['metadata', '--locked', '--offline', '--format-version', '1', ...place],
    outdated: /lock file .*--locked/s,
    repair: ['cargo', 'update', '--workspace', ...place],
  };
}

function uvCheck(folder: string): Check {
  const place = folder === '.' ? [] : ['--project', folder];
  return {
    file: childPath(folder, 'uv.lock'),
    tool: 'uv',
    args: ['lock', '--check', '--offline', ...place],
    outdated: /lockfile.* needs to be updated/s,
    repair: ['uv', 'lock', ...place],
  };
}
