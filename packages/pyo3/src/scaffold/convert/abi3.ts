import { addDependencyFeature } from '../../manifest/edit/cargo-edit.ts';
import { readCrateNeeds } from '../../project/crate/crate-needs.ts';
import { satisfies } from '../../python/specifier.ts';
import { pyo3Release } from '../library/pyo3-releases.ts';
import { change, nothing, type Step } from './step.ts';

const minors = Array.from({ length: 30 }, (_, index) => index + 7);

/**
 * Builds one wheel for all Python versions from the lowest on (PEP 384). It restricts the API that
 * the sources may use, so it runs only if requested; rustc then reports what the stable ABI lacks.
 */
export const abi3: Step = ({ project, pyproject, manifests }) => {
  const { crate } = project;
  const pyo3 = readCrateNeeds(crate.root, manifests)?.dependencies.find(
    ({ name, kind }) => name === 'pyo3' && kind === 'normal',
  );
  if (pyo3 === undefined) return nothing('requires pyo3, which the crate does not use');
  if (pyo3.features.some((one) => one.startsWith('abi3'))) return nothing('is already enabled');
  const range = pyproject.project?.requiresPython ?? '';
  const lowest = minors.find((minor) => satisfies([3, minor, 99], range) === true);
  if (range === '' || lowest === undefined) {
    return nothing(
      'requires `requires-python` in pyproject.toml, which states the lowest Python version',
    );
  }
  const release = pyo3Release(crate.pyo3Requirement ?? '');
  if (release === undefined) return nothing('requires pyo3 0.23 or newer');
  const { minimumPython, highestAbi3, series } = release;
  if (lowest < minimumPython) {
    return nothing(
      `requires Python 3.${minimumPython} with pyo3 ${series}: raise \`requires-python\` first`,
    );
  }
  if (lowest > highestAbi3)
    return nothing(`for Python 3.${lowest} is not supported by pyo3 ${series}`);
  const feature = `abi3-py3${lowest}`;
  return change({
    file: crate.manifestPath,
    edit: (text) => addDependencyFeature(text, ['dependencies', pyo3.alias], feature),
    what: `${feature}: one wheel for Python 3.${lowest} and newer`,
  });
};
