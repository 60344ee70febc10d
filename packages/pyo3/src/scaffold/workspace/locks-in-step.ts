import { shellWord } from '../../diagnostics/shell-word.ts';
import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import { diskReader } from '../../files/disk.ts';
import { treeReader } from '../../files/tree.ts';
import { findProgram } from '../../process/find-program.ts';
import { createRunner, type Runner } from '../../process/run.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import { isIgnoredAnywhere } from '../../project/paths/ignored-files.ts';
import { manifestsOf, type Manifests } from '../../project/folder/manifests.ts';
import { findUvRoot } from '../../project/distribution/uv-workspace.ts';
import { childPath, folderOf } from '../../project/folder/workspace-path.ts';
import type { Generator } from './readable-errors.ts';

/** A lock file to bring up to date, or to make. */
export interface Lock {
  readonly file: string;
  readonly tool: 'cargo' | 'uv';
  readonly args: readonly string[];
  /** It does not exist and only helps: a machine without the program goes without it. */
  readonly isNew: boolean;
}

/**
 * The generator, after which every lock file agrees with the manifests as well as it did before.
 * Where the program is missing or fails, the last line says what to run.
 */
export function withLocks<Options>(
  generator: Generator<Options>,
  run: Runner = createRunner(),
  find: typeof findProgram = findProgram,
): Generator<Options, GeneratorCallback> {
  return async (tree, options) => {
    const callback = await generator(tree, options);
    const locks = locksOfChanges(tree);
    return async () => {
      const failed: Lock[] = [];
      for (const lock of locks) if (!(await refresh(lock, tree.root, run, find))) failed.push(lock);
      await callback?.();
      for (const { file, tool, args } of failed.filter(({ isNew }) => !isNew)) {
        const hint = [tool, ...args].map(shellWord).join(' ');
        const message = `${file} does not agree with the manifests yet.`;
        logger.warn(renderDiagnostic({ message, code: 'lock-outdated', hint }));
      }
    };
  };
}

/**
 * The lock files that the changes of the tree make outdated, and those of workspaces that begin with
 * them: a repository that never had a lock file has chosen so, but one that is made here has not.
 */
export function locksOfChanges(tree: Tree): readonly Lock[] {
  const after = manifestsOf(treeReader(tree));
  const before = manifestsOf(diskReader(tree.root));
  const changed = tree.listChanges().map(({ path }) => path);
  const foldersWith = (name: string) =>
    changed.filter((path) => path === name || path.endsWith(`/${name}`)).map(folderOf);
  const cargoRoots = foldersWith('Cargo.toml').flatMap((folder) => [
    ...cargoRootOf(folder, before),
    ...cargoRootOf(folder, after),
  ]);
  const uvRoots = foldersWith('pyproject.toml').flatMap((folder) => [
    folder,
    ...[before, after].flatMap((manifests) => findUvRoot(folder, manifests)?.folder ?? []),
  ]);
  return [
    ...[...new Set(cargoRoots)].flatMap((folder) => cargoLock(folder, before, after)),
    ...[...new Set(uvRoots)].flatMap((folder) => uvLock(folder, before, after)),
  ];
}

function cargoLock(folder: string, before: Manifests, after: Manifests): readonly Lock[] {
  const manifest = orNothing(() => after.cargo(folder));
  const members = manifest?.workspace?.members ?? [];
  // cargo refuses to lock a workspace without packages.
  if (manifest === undefined || (!manifest.package && members.length === 0)) return [];
  const file = childPath(folder, 'Cargo.lock');
  const place = folder === '.' ? [] : [`--manifest-path=${childPath(folder, 'Cargo.toml')}`];
  if (after.reader.isFile(file)) {
    // Versions of other packages stay (cargo's manual, "cargo update --workspace").
    return [{ file, tool: 'cargo', args: ['update', '--workspace', ...place], isNew: false }];
  }
  const former = orNothing(() => before.cargo(folder));
  const isNew = former === undefined || (!former.package && !former.workspace?.members.length);
  if (!isNew || isIgnoredAnywhere(file, after.reader)) return [];
  return [{ file, tool: 'cargo', args: ['generate-lockfile', ...place], isNew }];
}

function uvLock(folder: string, before: Manifests, after: Manifests): readonly Lock[] {
  const pyproject = orNothing(() => after.pyproject(folder));
  if (pyproject === undefined) return [];
  const file = childPath(folder, 'uv.lock');
  const args = ['lock', ...(folder === '.' ? [] : [`--project=${folder}`])];
  if (after.reader.isFile(file)) return [{ file, tool: 'uv', args, isNew: false }];
  const isMadeHere = pyproject.uv.workspace && !before.reader.isFile(pyproject.file);
  return isMadeHere ? [{ file, tool: 'uv', args, isNew: true }] : [];
}

function cargoRootOf(folder: string, manifests: Manifests): readonly string[] {
  return (
    orNothing(() => {
      const manifest = manifests.cargo(folder);
      return manifest && [findCargoRoot(folder, manifest, manifests).folder];
    }) ?? []
  );
}

/** A manifest that cannot be read is told by its own project. */
function orNothing<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

async function refresh(
  { tool, args, file }: Lock,
  root: string,
  run: Runner,
  find: typeof findProgram,
): Promise<boolean> {
  const { read } = diskReader(root);
  const before = read(file);
  const env = withoutSecrets(process.env);
  const program = find(tool, env);
  if (program === undefined) return false;
  try {
    const command = { program, args: [...args, '--quiet'], cwd: root, env };
    const { exitCode } = await run(command, { output: 'capture' });
    if (exitCode !== 0) return false;
  } catch {
    // The program cannot be started.
    return false;
  }
  if (read(file) !== before) logger.info(`${before === undefined ? 'CREATE' : 'UPDATE'} ${file}`);
  return true;
}
