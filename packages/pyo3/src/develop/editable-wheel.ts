import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { editableWheel, type WheelFile } from '../commands/editable-wheel.ts';
import { wheelInstall } from '../commands/installer.ts';
import type { ToolRun } from '../commands/tool-command.ts';
import type { ExpectedInstall } from '../install/expected-install.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { StagedExtension } from './staged-extension.ts';

/**
 * Installs a wheel that holds the backend's metadata and what makes the sources importable, by the
 * environment's installer, in place of whatever has the project's name.
 *
 * @param python in which maturin can be imported.
 */
export async function installEditableWheel(
  session: TaskSession,
  project: MaturinProject,
  expected: ExpectedInstall,
  extension: StagedExtension,
  python: ToolRun,
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-develop-'));
  try {
    const content = { project, expected, extension };
    const wheel = await packEditableWheel(session, content, python, folder);
    if (wheel === undefined) return false;
    const command = wheelInstall(await session.installer(), [wheel]);
    return (await session.run(command, { show: 'on failure' })).exitCode === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface EditableWheelContent {
  readonly project: MaturinProject;
  readonly expected: ExpectedInstall;
  readonly extension: StagedExtension;
}

/**
 * Path of the wheel, in `folder` (absolute, empty); `undefined` when the backend has failed, which
 * has been shown.
 *
 * @param python in which maturin can be imported.
 */
export async function packEditableWheel(
  session: TaskSession,
  { project, expected, extension }: EditableWheelContent,
  python: ToolRun,
  folder: string,
): Promise<string | undefined> {
  const job = {
    project: absolutePath(session.workspaceRoot, project.root),
    folder,
    backend: 'maturin',
    files: wheelFiles(session, project, expected, extension),
  };
  const packed = await session.run(editableWheel(python, job), { show: 'on failure' });
  if (packed.exitCode !== 0) return undefined;
  return packed.stdout.trimEnd().split(/\r?\n/).at(-1) ?? '';
}

/**
 * What maturin 1.16 puts into the wheel of an editable install (`src/binding_generator/`): a `.pth`
 * file where there is a Python package in the checkout, else a package around the extension.
 */
function wheelFiles(
  { workspaceRoot, reader }: TaskSession,
  { extension, crate }: MaturinProject,
  { path }: ExpectedInstall,
  { name, source }: StagedExtension,
): readonly WheelFile[] {
  if (path !== undefined) return [{ name: path.file, text: path.folder }];
  const module = extension.initName;
  const stub = childPath(crate.root, `${module}.pyi`);
  return [
    { name: `${module}/__init__.py`, text: packageAround(module) },
    { name: `${module}/${name}`, path: source },
    ...(reader.isFile(stub)
      ? [
          { name: `${module}/__init__.pyi`, path: absolutePath(workspaceRoot, stub) },
          { name: `${module}/py.typed`, text: '' },
        ]
      : []),
  ];
}

function packageAround(module: string): string {
  return `from .${module} import *

__doc__ = ${module}.__doc__
if hasattr(${module}, "__all__"):
    __all__ = ${module}.__all__`;
}
