import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Distribution } from '../project/folder/pyo3-project.ts';
import { satisfies } from '../python/specifier.ts';
import type { PythonEnvironment } from './python-environment.ts';

/**
 * That the environment's Python is one that the distribution allows (`requires-python`).
 *
 * @throws Pyo3Error `interpreter-unsupported`.
 */
export function checkInterpreter(distribution: Distribution, environment: PythonEnvironment): void {
  const { requiresPython, pyprojectPath, name } = distribution;
  const { version, executable } = environment.interpreter;
  if (requiresPython === undefined || satisfies(version, requiresPython) !== false) return;
  throw new Pyo3Error({
    code: 'interpreter-unsupported',
    message: `${name} needs Python ${requiresPython}, and ${executable} is ${version.join('.')}.`,
    location: { file: pyprojectPath },
    hint: `Make an environment with another Python (\`uv venv --python "${requiresPython}"\`), name one with the option \`interpreter\`, or change \`requires-python\`.`,
  });
}
