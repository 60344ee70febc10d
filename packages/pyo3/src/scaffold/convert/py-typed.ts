import { posix } from 'node:path';
import { change, nothing, type Step } from './step.ts';

/** Type checkers ignore the stubs of an installed package without this marker (PEP 561). */
export const pyTyped: Step = ({ project, read }) => {
  const { extension, name } = project;
  const { packageDir, initName, pythonRoot, moduleName } = extension;
  if (packageDir === undefined) return nothing('applies to packages, but this is a single module');
  const [top = ''] = moduleName.split('.');
  const file = posix.join(pythonRoot, top, 'py.typed');
  if (read(file) !== undefined) return nothing('exists already');
  if (read(posix.join(packageDir, `${initName}.pyi`)) === undefined) {
    return nothing(`requires a stub of the extension first: nx g pyo3:stubs ${name}`);
  }
  return change({ file, edit: () => '', what: 'type checkers read the stubs of the package' });
};
