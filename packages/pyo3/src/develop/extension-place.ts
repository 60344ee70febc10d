import { absolutePath, type AbsolutePath } from '../files/paths.ts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { digestOf } from '../files/file-digest.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { isLoadable, type StagedExtension } from './staged-extension.ts';

/** Where Python looks for the extension of a project. */
export interface ExtensionPlace {
  readonly staged: StagedExtension;
  /** The placed file. */
  readonly file: AbsolutePath;
  /** Whether it is there, equal, and nothing else is loaded in its stead. */
  readonly isRight: () => boolean;
  /**
   * Throws `extension-altered` when the file to copy is not what `compile` has recorded, and
   * `path-invalid` when it, or where it belongs, is outside the workspace and the environment.
   */
  readonly requireIntact: () => Promise<void>;
  /** Makes it so. Throws `file-unwritable` and what `requireIntact` throws. */
  readonly put: () => Promise<void>;
}

/**
 * The place of an extension; nothing is looked at before one of its functions is called. What changes
 * it is loaded where it is not right.
 */
export function extensionPlace(
  session: TaskSession,
  { extension }: MaturinProject,
  { interpreter }: PythonEnvironment,
  staged: StagedExtension,
): ExtensionPlace {
  const folder: AbsolutePath =
    extension.packageDir === undefined
      ? join(interpreter.sitePackages, extension.initName)
      : absolutePath(session.workspaceRoot, extension.packageDir);
  const file: AbsolutePath = join(folder, staged.name);
  const inTheWay = () => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names.filter(
      (name) => name !== staged.name && isLoadable(name, extension.initName, interpreter.extSuffix),
    );
  };
  const requireIntact = async () => {
    const { requireIntactStage } = await import('./placed-extension.ts');
    requireIntactStage(session.workspaceRoot, folder, interpreter.sitePackages, staged);
  };
  return {
    staged,
    file,
    isRight: () => digestOf(file) === staged.digest && inTheWay().length === 0,
    requireIntact,
    put: async () => {
      await requireIntact();
      const { placeExtension } = await import('./placed-extension.ts');
      await placeExtension(
        session,
        { staged, file, isInPackage: extension.packageDir !== undefined },
        inTheWay,
      );
    },
  };
}
