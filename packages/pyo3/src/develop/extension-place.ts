import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { placeLibrary, removeLibrary } from '../files/place-file.ts';
import { isRegularFile, requireWithin } from '../files/reach.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { staleSiblings } from './stale-extensions.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { digestOf } from '../files/file-digest.ts';
import { replaceFormer } from './former-extension.ts';

/** An extension that was compiled for this interpreter. */
export interface StagedExtension {
  /** File name with the suffix by which Python knows it. */
  readonly name: string;
  /** Absolute path of the file that is copied. */
  readonly source: string;
  /** SHA-256 of its content, as hexadecimal digits. */
  readonly digest: string;
}

/** Where Python looks for the extension of a project. */
export interface ExtensionPlace {
  readonly staged: StagedExtension;
  /** Absolute path of the placed file. */
  readonly file: string;
  /** Whether it is there, equal, and nothing else is loaded in its stead. */
  readonly isRight: () => boolean;
  /**
   * Throws `extension-altered` when the file to copy is not what `compile` has recorded, and
   * `path-invalid` when it, or where it belongs, is outside the workspace and the environment.
   */
  readonly requireIntact: () => void;
  /** Makes it so. Throws `file-unwritable` and what `requireIntact` throws. */
  readonly put: () => Promise<void>;
}

export function extensionPlace(
  session: TaskSession,
  { extension }: MaturinProject,
  { interpreter }: PythonEnvironment,
  staged: StagedExtension,
): ExtensionPlace {
  const folder =
    extension.packageDir === undefined
      ? join(interpreter.sitePackages, extension.initName)
      : join(session.workspaceRoot, extension.packageDir);
  const file = join(folder, staged.name);
  const inTheWay = () => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return staleSiblings(names, extension.initName, interpreter.extSuffix, staged.name);
  };
  const requireIntact = () => {
    requireWithin(folder, [session.workspaceRoot, interpreter.sitePackages]);
    requireWithin(dirname(staged.source), [session.workspaceRoot]);
    const isSame = isRegularFile(staged.source) && digestOf(staged.source) === staged.digest;
    if (!isSame) throw altered(staged.source);
  };
  return {
    staged,
    file,
    isRight: () => digestOf(file) === staged.digest && inTheWay().length === 0,
    requireIntact,
    put: async () => {
      requireIntact();
      if (digestOf(file) !== staged.digest) {
        placeLibrary(staged.source, file);
        session.detail(`placed ${file}`);
      }
      for (const name of inTheWay()) await removeStale(session, folder, name);
      if (extension.packageDir !== undefined) await replaceFormer(session, file, staged.digest);
    },
  };
}

/** Nx compares no digests: a cache that others write to may hold anything. */
function altered(file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'extension-altered',
    message: `${file} is not the file that the target compile has recorded, so it is not used.`,
    hint: 'Run `nx reset`, then this again. If it came from a remote cache, delete its entry there, and set NX_SKIP_REMOTE_CACHE=true until that is done.',
  });
}

async function removeStale(session: TaskSession, folder: string, name: string): Promise<void> {
  const file = join(folder, name);
  if (await session.isTracked(file)) {
    session.warn(
      `${file} is not the extension just built, and Python may load it instead.`,
      `It is tracked by git: git rm ${file}`,
    );
    return;
  }
  removeLibrary(file);
  session.say(`removed ${file}: an earlier build that Python would load instead of this one`);
}
