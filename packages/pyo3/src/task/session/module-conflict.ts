import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { absolutePath } from '../../files/paths.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { shellWord } from '../../diagnostics/shell-word.ts';
import { shadowedModule } from '../../install/shadowed-module.ts';
import { isInstallable } from '../../project/folder/pyo3-project.ts';
import type { TaskSession } from './task-session.ts';

/**
 * What is wrong if Python imports another distribution by the name of the project's module; an error
 * with the code `module-shadowed`.
 *
 * @param before absolute folders that Python searches before those of the environment.
 */
export async function moduleConflict(
  session: TaskSession,
  before: readonly string[] = [],
): Promise<Pyo3Error | undefined> {
  const { project, workspaceRoot } = session;
  const { distribution } = project;
  if (distribution === undefined || !isInstallable(project)) return undefined;
  const { interpreter } = await session.python();
  const shadowed = shadowedModule({
    sitePackages: interpreter.sitePackages,
    before,
    projectFolder: absolutePath(workspaceRoot, project.root),
    name: distribution.normalizedName,
    modules: await modulesOf(session),
  });
  if (shadowed === undefined) return undefined;
  const { module, origin, distribution: other } = shadowed;
  const inRoot = relative(realpathSync(workspaceRoot), realpathSync(origin)).replaceAll('\\', '/');
  const shown = inRoot.startsWith('..') ? origin : inRoot;
  const of = other === undefined ? '' : ` of ${other}`;
  const environment = shellWord(join(project.root, '.venv'));
  const remove =
    other === undefined
      ? ''
      : ` or remove the other one: uv pip uninstall --python ${shellWord(interpreter.executable)} ${other}`;
  return new Pyo3Error({
    code: 'module-shadowed',
    message: `\`import ${module}\` takes ${shown}${of}, and not the module ${module} of ${distribution.name} in ${project.root}.`,
    hint: `Give the project an environment of its own: uv venv ${environment}${remove === '' ? '' : ','}${remove}`,
  });
}

/** For an extension, its package: a library that has nothing to do must not look for all files. */
async function modulesOf({
  project,
  projectRoots,
  reader,
}: TaskSession): Promise<readonly string[]> {
  if (project.kind === 'maturin') {
    const { moduleName } = project.extension;
    return [moduleName.includes('.') ? moduleName.replace(/\.[^.]+$/, '') : moduleName];
  }
  const { providedModules } = await import('../../project/edges/provided-modules.ts');
  const { pythonFilesOf } = await import('../../project/paths/python-files.ts');
  return providedModules(project, pythonFilesOf(project, new Set(projectRoots), reader));
}
