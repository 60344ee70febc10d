import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { absolutePath } from '../../files/paths.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { CargoMessage } from '../../cargo/message.ts';
import { readOptional, safely } from '../../files/disk.ts';
import { readsBesideArtifact } from '../../observe/reads-beside-artifact.ts';
import { changeReads } from '../../observe/reads-file.ts';
import { withMoreReads } from '../../observe/reads-record.ts';
import { uncoveredReads, type Uncovered } from '../../observe/uncovered.ts';
import { readsOfPackages, type PackageReads } from '../../observe/units.ts';
import { libraryName } from '../../project/crate/library-crate.ts';
import { manifestsOf } from '../../project/folder/manifests.ts';
import { enclosingFolders } from '../../project/folder/workspace-path.ts';
import type { Crate } from '../../project/folder/pyo3-project.ts';
import type { TaskSession } from './task-session.ts';

/** Set to `true` or `1` where a result that no key covers must not be made: in CI. */
const strictVariable = 'NX_PYO3_STRICT';

/**
 * Compares what cargo says was read with what the task's key holds, and tells what is in no key. Files
 * are recorded, so that they are inputs on this machine from the next run on.
 *
 * @param messages of a build of the crate, fresh units included.
 * @param strict the executor's option, which wins over `NX_PYO3_STRICT`.
 * @throws Pyo3Error `input-undeclared`, when strict.
 */
export async function reportUndeclaredReads(
  session: TaskSession,
  crate: Crate,
  messages: readonly CargoMessage[],
  strict: boolean | undefined,
): Promise<void> {
  await report(session, crate, () => readsOfPackages(messages, readOptional), strict);
}

/**
 * The same for a crate that another program than the plugin has had compiled, by what cargo left beside
 * the library. Nothing is known where the program has a target folder of its own.
 *
 * @throws Pyo3Error `input-undeclared`, when strict.
 */
export async function reportReadsBesideArtifact(
  session: TaskSession,
  crate: Crate,
  build: { readonly targetFolder?: string; readonly profile: string },
  strict: boolean | undefined,
): Promise<void> {
  const workspaceRoot = realpathSync(session.workspaceRoot);
  const cargoRoot = absolutePath(workspaceRoot, crate.cargoRoot);
  const { profile, targetFolder = targetFolderOf(session, cargoRoot) } = build;
  const artifact = {
    ...{ targetFolder, profile, cargoRoot },
    library: libraryName(crate, manifestsOf(session.reader)),
    crateFolder: absolutePath(workspaceRoot, crate.root),
  };
  const disk = {
    read: readOptional,
    exists: existsSync,
    time: (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    names: (folder: string) => safely(() => readdirSync(folder), []),
  };
  const reads = () => {
    const found = readsBesideArtifact(artifact, disk);
    if (found.length > 0) return found;
    session.detail(`The reads of the compiler are not known: ${targetFolder} has no library.`);
    return [];
  };
  await report(session, crate, reads, strict);
}

/** Cargo reference, "Configuration: build.target-dir"; a relative one begins where cargo runs. */
function targetFolderOf({ env, workspaceRoot, project }: TaskSession, cargoRoot: string): string {
  const named = env['CARGO_TARGET_DIR'] ?? env['CARGO_BUILD_TARGET_DIR'];
  return named ? resolve(workspaceRoot, project.root, named) : join(cargoRoot, 'target');
}

async function report(
  session: TaskSession,
  crate: Crate,
  reads: () => readonly PackageReads[],
  strict: boolean | undefined,
): Promise<void> {
  const hashed = await session.hashed();
  if (hashed === undefined) return;
  const workspaceRoot = realpathSync(session.workspaceRoot);
  const found = uncoveredReads(reads(), hashed, {
    workspaceRoot,
    cargoRoot: absolutePath(workspaceRoot, crate.cargoRoot),
    reader: session.reader,
    env: session.env,
  });
  await keep(session, found);
  const errors = found.flatMap(errorsOf);
  const [first, ...others] = errors;
  if (first === undefined) return;
  const throws = isStrict(strict, session.env);
  for (const error of throws ? others : errors) {
    session.warn(error.message, error.hint ?? '', error.code);
  }
  if (throws) throw first;
}

/** By the project whose crate reads them: whoever compiles it reads them, too. */
async function keep(session: TaskSession, found: readonly Uncovered[]): Promise<void> {
  const { workspaceRoot, task } = session;
  const target = task.slice(task.lastIndexOf(':') + 1);
  const roots = new Set(session.projectRoots);
  const exists = (path: string) => existsSync(absolutePath(workspaceRoot, path));
  const read = found.flatMap(({ folder, files }) => {
    const root = enclosingFolders(folder).find((one) => roots.has(one));
    return root === undefined || files.length === 0 ? [] : [{ root, files }];
  });
  if (read.length === 0) return;
  try {
    await changeReads(workspaceRoot, process.env, (record) =>
      read.reduce(
        (kept, { root, files }) => withMoreReads(kept, { root, target }, files, exists),
        record,
      ),
    );
  } catch (error) {
    session.detail(`The reads of ${task} are not recorded: ${String(error)}`);
  }
}

/** @param option `strict` of the executor, which wins over the variable. */
export function isStrict(option: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return option ?? ['true', '1'].includes(env[strictVariable] ?? '');
}

function errorsOf(one: Uncovered): readonly Pyo3Error[] {
  const { folder, unhashable } = one;
  const undeclared = [...one.files, ...one.variables.map((name) => `the variable ${name}`)];
  const manifest = posix.join(folder, 'Cargo.toml');
  const errors: Pyo3Error[] = [];
  if (undeclared.length > 0) {
    errors.push(
      new Pyo3Error({
        code: 'input-undeclared',
        message: `Compiling ${folder} reads ${listed(undeclared)}, which no cache key holds: after a change the old result is used.`,
        hint: `Write into ${manifest}:\n${declaration(one)}`,
      }),
    );
  }
  if (unhashable.length > 0) {
    errors.push(
      new Pyo3Error({
        code: 'input-undeclared',
        message: `Compiling ${folder} reads ${listed(unhashable)}, which Nx cannot hash because git ignores it: after a change the old result is used.`,
        hint: 'Take it out of .gitignore, or let a build script write it into OUT_DIR.',
      }),
    );
  }
  return errors;
}

/** TOML for the crate's manifest. */
function declaration({ folder, files, variables }: Uncovered): string {
  const paths = files.map((file) => posix.relative(folder, file));
  return [
    '[package.metadata.nx-pyo3]',
    ...(paths.length === 0 ? [] : [`inputs = ${JSON.stringify(paths)}`]),
    ...(variables.length === 0 ? [] : [`env = ${JSON.stringify(variables)}`]),
  ]
    .map((line) => `  ${line}`)
    .join('\n');
}

function listed(things: readonly string[]): string {
  const [last, ...before] = [...things].reverse();
  if (before.length === 0) return last ?? '';
  return `${before.reverse().join(', ')} and ${last ?? ''}`;
}
