/**
 * Where setuptools looks for packages (Setuptools user guide, "Package Discovery").
 */
import type { FileReader } from '../../files/file-reader.ts';
import type { Extension, SetuptoolsRustProject } from '../folder/pyo3-project.ts';
import { childPath, resolvePath } from '../folder/workspace-path.ts';

/**
 * Where an editable install by setuptools-rust puts a module: into the package that its name begins
 * with, else beside the packages. `undefined` when that package is not there.
 *
 * @param moduleName dotted, as `target` of `[[tool.setuptools-rust.ext-modules]]`.
 */
export function setuptoolsExtension(
  { root, distribution }: SetuptoolsRustProject,
  moduleName: string,
  reader: FileReader,
): Extension | undefined {
  const parts = moduleName.split('.');
  const packages = parts.slice(0, -1);
  const pythonRoot = [distribution.packages?.base ?? 'src', '.']
    .map((base) => resolvePath(root, base))
    .filter((base) => base !== undefined)
    .find((base) => reader.isDirectory(childPath(base, ...packages)));
  if (pythonRoot === undefined) return undefined;
  const base = { moduleName, initName: parts.at(-1) ?? moduleName, pythonRoot };
  return packages.length === 0
    ? { ...base, layout: 'pure' }
    : { ...base, layout: 'mixed', packageDir: childPath(pythonRoot, ...packages) };
}
