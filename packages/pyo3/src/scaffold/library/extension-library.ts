import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type {
  Crate,
  Extension,
  MaturinProject,
  Pyo3Project,
  SetuptoolsRustProject,
} from '../../project/folder/pyo3-project.ts';
import { setuptoolsExtension } from '../../project/distribution/setuptools-layout.ts';
import { folderOf, resolvePath } from '../../project/folder/workspace-path.ts';

/** A setuptools-rust project whose pyproject.toml declares one extension. */
export interface SetuptoolsRustLibrary extends SetuptoolsRustProject {
  readonly crate: Crate;
  readonly extension: Extension;
}

/** A project with one extension, built by either backend. */
export type ExtensionLibrary = MaturinProject | SetuptoolsRustLibrary;

/**
 * The project with its extension; `undefined` if it has none.
 *
 * @throws Pyo3Error `option-invalid` if a setuptools-rust project does not declare exactly one
 * extension.
 */
export function extensionLibrary(
  project: Pyo3Project,
  manifests: Manifests,
): ExtensionLibrary | undefined {
  if (project.kind === 'maturin') return project;
  if (project.kind !== 'setuptools-rust') return undefined;
  const modules = manifests.pyproject(project.root)?.setuptoolsRust?.extModules ?? [];
  const [module, ...others] = modules;
  if (module === undefined) {
    const how = 'Set `target` and `path` in [[tool.setuptools-rust.ext-modules]].';
    throw refused(project, 'does not declare its extension in pyproject.toml', how);
  }
  if (others.length > 0) {
    const names = modules.map(({ target }) => `"${target}"`).join(', ');
    const how = 'Create a library with one extension: nx g pyo3:lib <directory>';
    throw refused(project, `must have one extension, but it has several: ${names}`, how);
  }
  const { target, path = 'Cargo.toml' } = module;
  const manifestPath = resolvePath(project.root, path);
  const folder = manifestPath && folderOf(manifestPath);
  const crate = project.crates.find(({ root }) => root === folder);
  if (crate === undefined) {
    throw refused(project, `has no crate in "${path}"`, 'Fix the path in its pyproject.toml.');
  }
  const extension = setuptoolsExtension(project, target, manifests.reader);
  if (extension === undefined) {
    throw refused(
      project,
      `has no package that contains its extension "${target}"`,
      'Fix "target" in its pyproject.toml, or create the package.',
    );
  }
  return { ...project, crate, extension };
}

function refused({ name }: SetuptoolsRustProject, why: string, hint: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" ${why}.`,
    hint,
  });
}
