import { describing, undescribed } from './introspection.ts';
import { change, nothing, type Step } from './step.ts';

/**
 * Stubs that are made from the extension. The feature is experimental, and the targets `stubs` and
 * `stubs-check` come with it, so it is done on request only.
 */
export const stubs: Step = ({ project, manifests, pyo3Minor, read }) => {
  if (project.crate.introspectable) return nothing(`are made by nx run ${project.name}:stubs`);
  if (pyo3Minor === undefined) return nothing('wait: Cargo.toml does not say which pyo3 it is');
  const problem = undescribed({ project, manifests, pyo3Minor, read });
  if (problem !== undefined) return nothing(`wait: the library ${problem.why}. ${problem.hint}`);
  return change(describing(project, manifests));
};
