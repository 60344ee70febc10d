import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type {
  Crate,
  Extension,
  MaturinProject,
  Pyo3Project,
  SetuptoolsRustProject,
} from '../../project/folder/pyo3-project.ts';
import { setuptoolsExtension } from '../../project/folder/setuptools-layout.ts';
import { folderOf, resolvePath } from '../../project/folder/workspace-path.ts';

/** A project of setuptools-rust whose pyproject.toml names one extension. */
export interface SetuptoolsRustLibrary extends SetuptoolsRustProject {
  readonly crate: Crate;
  readonly extension: Extension;
}

/** A project with one extension, whichever backend builds it. */
export type ExtensionLibrary = MaturinProject | SetuptoolsRustLibrary;

/**
 * The project with its extension; `undefined` when it has none.
 *
 * @throws Pyo3Error `option-invalid` for one of setuptools-rust that does not say which its only
 * extension is.
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
    const how = 'Name target and path of it in [[tool.setuptools-rust.ext-modules]].';
    throw refused(project, 'does not say in its pyproject.toml what its extension is', how);
  }
  if (others.length > 0) {
    const names = modules.map(({ target }) => `"${target}"`).join(', ');
    const how = 'Make a library with one extension: nx g pyo3:lib <directory>';
    throw refused(
      project,
      `has several extensions, ${names}, and one is what can be added to`,
      how,
    );
  }
  const { target, path = 'Cargo.toml' } = module;
  const manifestPath = resolvePath(project.root, path);
  const folder = manifestPath && folderOf(manifestPath);
  const crate = project.crates.find(({ root }) => root === folder);
  if (crate === undefined) {
    throw refused(project, `has no crate in "${path}"`, 'Mend the path in its pyproject.toml.');
  }
  const extension = setuptoolsExtension(project, target, manifests.reader);
  if (extension === undefined) {
    throw refused(
      project,
      `has no package for its extension "${target}"`,
      'Mend "target" in its pyproject.toml, or make the package.',
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
