import { addDependencyFeature } from '../../manifest/cargo-edit.ts';
import { readCrateNeeds } from '../../project/crate-needs.ts';
import { satisfies } from '../../python/specifier.ts';
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
  const feature = `abi3-py3${lowest}`;
  return change({
    file: crate.manifestPath,
    edit: (text) => addDependencyFeature(text, ['dependencies', pyo3.alias], feature),
    what: `${feature}: one wheel for Python 3.${lowest} and all newer ones`,
  });
};
