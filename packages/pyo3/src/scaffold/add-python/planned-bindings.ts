import { posix } from 'node:path';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { suggestModuleName } from '../../python/module-name.ts';
import { resolvePath } from '../../project/folder/workspace-path.ts';
import { pyo3InUse } from '../workspace/cargo-home.ts';
import type { Example, Library } from '../library/shape.ts';
import { chooseVersions } from '../library/versions.ts';
import type { Survey } from '../workspace/repository-survey.ts';
import type { CrateSource } from './crate-source.ts';
import type { AddPythonGeneratorOptions } from '../../generators/add-python/options.ts';

/**
 * Plans the library that binds the crate: beside it, or the crate itself.
 *
 * @param example the example code if no function of the crate is wrapped.
 * @throws Pyo3Error `path-invalid` or `option-invalid`. `checkNames` checks the names.
 */
export function plannedLibrary(
  { project }: CrateSource,
  { inPlace = false, ...options }: AddPythonGeneratorOptions,
  example: Example,
  survey: Survey,
): Library {
  const { crate, root } = project;
  const suffix = crate.name.includes('_') && !crate.name.includes('-') ? '_py' : '-py';
  const name = options.name?.trim() ?? (inPlace ? crate.name : `${crate.name}${suffix}`);
  const beside = root === '.' ? `${crate.name}${suffix}` : `${root}${suffix}`;
  const directory = inPlace ? root : folderOf(options.directory?.trim() ?? beside);
  const identifier = suggestModuleName(crate.name);
  const moduleName = options.moduleName?.trim() ?? `${identifier}._${identifier.replace(/^_/, '')}`;
  const parts = moduleName.split('.');
  return {
    directory,
    crateDirectory: directory,
    name,
    crateName: inPlace ? crate.name : name.toLowerCase(),
    moduleName,
    initName: parts.at(-1) ?? moduleName,
    publicModule: parts.slice(0, -1).join('.'),
    layout: 'mixed',
    example,
    numpy: false,
    typing: true,
    cargoTest: true,
    unitTestRunner: 'pytest',
    ...chooseVersions({ pyo3Version: options.pyo3Version }, pyo3InUse(directory, survey)),
    tags: [],
  };
}

function folderOf(written: string): string {
  const folder = resolvePath('.', written);
  if (folder !== undefined && folder !== '.') return posix.normalize(folder);
  throw new Pyo3Error({
    code: 'path-invalid',
    message: `"${written}" is not a folder inside the workspace.`,
    hint: 'Name a folder below the workspace root: --directory=bindings/python',
  });
}
