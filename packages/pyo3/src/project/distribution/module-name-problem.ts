import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { MaturinProject, Pyo3Project } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/**
 * Why maturin is going to refuse a project's extension: it takes the name of the distribution for
 * that of the module when nothing else says one, and a module has no minus in its name (tried with
 * maturin 1.16). A program has no module.
 */
export function moduleNameProblem(
  project: Pyo3Project,
  manifests: Manifests,
): Pyo3Error | undefined {
  if (project.kind !== 'maturin' || project.bindings === 'bin') return undefined;
  const { maturin, project: table } = manifests.pyproject(project.root) ?? {};
  const lib = manifests.cargo(project.crate.root)?.lib;
  const name = maturin?.moduleName ?? lib?.name ?? table?.name ?? project.crate.name;
  if (!name.includes('-') || !(lib !== undefined || hasLibrary(project, manifests))) {
    return undefined;
  }
  return new Pyo3Error({
    code: 'manifest-invalid',
    message: `maturin refuses this project: its module would be called "${name}", and a module has no "-" in its name.`,
    location: { file: project.distribution.pyprojectPath },
    hint: `Write module-name = "${name.replaceAll('-', '_')}" under [tool.maturin].`,
  });
}

function hasLibrary({ crate }: MaturinProject, { reader }: Manifests): boolean {
  return reader.isFile(childPath(crate.root, 'src', 'lib.rs'));
}
