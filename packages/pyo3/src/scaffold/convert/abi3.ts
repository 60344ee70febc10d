import { addDependencyFeature } from '../../manifest/edit/cargo-edit.ts';
import { readCrateNeeds } from '../../project/folder/crate-needs.ts';
import { satisfies } from '../../python/specifier.ts';
import { pyo3Release } from '../library/pyo3-releases.ts';
import { change, nothing, type Step } from './step.ts';

const minors = Array.from({ length: 30 }, (_, index) => index + 7);

/**
 * One wheel for all versions of Python from the lowest on (PEP 384). It changes what the sources may
 * use, so it is done on request only; rustc then says what the stable ABI does not have.
 */
export const abi3: Step = ({ project, pyproject, manifests }) => {
  const { crate } = project;
  const pyo3 = readCrateNeeds(crate.root, manifests)?.dependencies.find(
    ({ name, kind }) => name === 'pyo3' && kind === 'normal',
  );
  if (pyo3 === undefined) return nothing('needs pyo3, which the crate does not use');
  if (pyo3.features.some((one) => one.startsWith('abi3'))) return nothing('is on already');
  const range = pyproject.project?.requiresPython ?? '';
  const lowest = minors.find((minor) => satisfies([3, minor, 99], range) === true);
  if (range === '' || lowest === undefined) {
    return nothing('needs `requires-python` in pyproject.toml, which says the lowest Python');
  }
  const release = pyo3Release(crate.pyo3Requirement ?? '');
  if (release === undefined) return nothing('needs pyo3 0.23 or newer');
  const { minimumPython, highestAbi3, series } = release;
  if (lowest < minimumPython) {
    return nothing(
      `needs Python 3.${minimumPython} with pyo3 ${series}: raise \`requires-python\` first`,
    );
  }
  if (lowest > highestAbi3) return nothing(`of Python 3.${lowest} is not known to pyo3 ${series}`);
  const feature = `abi3-py3${lowest}`;
  return change({
    file: crate.manifestPath,
    edit: (text) => addDependencyFeature(text, ['dependencies', pyo3.alias], feature),
    what: `${feature}: one wheel for Python 3.${lowest} and all newer ones`,
  });
};
