import {
  isProblem,
  parseWheelSettings,
  type WheelSettings,
} from '../manifest/pyproject/wheel-settings.ts';
import { compilesExtension } from '../project/distribution/compiled-extension.ts';
import { readCrateNeeds } from '../project/crate/crate-needs.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { isInstallable, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import { wheelMatrix, type WheelAtom } from '../project/matrix/wheel-matrix.ts';
import type { ProjectUses } from '../targets/target-context.ts';
import { tableField } from '../toml/fields.ts';

/**
 * The wheels of a project that asks for them: each is a target, and dozens of targets that nobody runs
 * would slow every command of Nx. setuptools-rust builds for the Python that runs it, and has none
 * here: cibuildwheel builds its wheels. The same holds for a C extension, which is no pure wheel.
 *
 * @param ofAll the plugin's option `wheels`.
 */
export function wheelsOf(
  project: Pyo3Project,
  { isExtension }: ProjectUses,
  manifests: Manifests,
  ofAll: WheelSettings | undefined,
): readonly WheelAtom[] {
  if (!isInstallable(project) || project.kind === 'setuptools-rust') return [];
  const pyproject = manifests.pyproject(project.root);
  const tool = pyproject?.tool ?? {};
  const stated = tableField(tool, 'nx-pyo3')?.['wheels'];
  const isAsked = stated !== undefined || ofAll !== undefined || 'cibuildwheel' in tool;
  if (stated === false || !isAsked) return [];
  // What is wrong with it has made the project a broken one.
  const own = stated === undefined ? {} : parseWheelSettings(stated, 'wheels');
  const settings = { ...ofAll, ...(isProblem(own) ? {} : own) };
  const { requiresPython } = project.distribution ?? {};
  const common = { tool, settings, ...(requiresPython === undefined ? {} : { requiresPython }) };
  if (project.kind !== 'maturin') {
    return compilesExtension(project.root, manifests)
      ? []
      : wheelMatrix({ kind: 'pure', ...common });
  }
  const crate = readCrateNeeds(project.crate.root, manifests);
  const { pyo3Requirement } = project.crate;
  return wheelMatrix({
    kind: isExtension ? 'extension' : 'any-python',
    ...common,
    ...(crate === undefined ? {} : { crate }),
    ...(pyo3Requirement === undefined ? {} : { pyo3Requirement }),
  });
}
