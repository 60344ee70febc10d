import { posix } from 'node:path';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { suggestModuleName } from '../../python/module-name.ts';
import { childPath, resolvePath } from '../../project/folder/workspace-path.ts';
import { pyo3InUse } from '../workspace/cargo-home.ts';
import type { Survey } from '../workspace/repository-survey.ts';
import type { Library } from './shape.ts';
import type { LibraryGeneratorOptions } from '../../generators/library/options.ts';
import { chooseVersions } from './versions.ts';

/**
 * The library that the options describe, with defaults filled in.
 *
 * @throws Pyo3Error `path-invalid` or `option-invalid`. `checkNames` checks the names.
 */
export function normalizeLibrary(options: LibraryGeneratorOptions, survey: Survey): Library {
  const directory = normalizeDirectory(options.directory);
  const layout = options.layout ?? 'mixed';
  const isSetuptools = options.buildBackend === 'setuptools-rust';
  if (isSetuptools && layout === 'pure') throw pureBySetuptools();
  const crateDirectory = layout === 'src' ? childPath(directory, 'rust') : directory;
  const name = options.name?.trim() ?? posix.basename(directory);
  const moduleName = options.moduleName?.trim() ?? defaultModuleName(name, layout === 'pure');
  const parts = moduleName.split('.');
  const inUse = pyo3InUse(crateDirectory, survey);
  return {
    directory,
    crateDirectory,
    name,
    crateName: name.toLowerCase(),
    moduleName,
    initName: parts.at(-1) ?? moduleName,
    publicModule: parts.length > 1 ? parts.slice(0, -1).join('.') : moduleName,
    layout,
    example: options.example ?? 'function',
    numpy: options.numpy ?? false,
    typing: options.typing ?? true,
    cargoTest: options.cargoTest ?? true,
    unitTestRunner: options.unitTestRunner ?? 'pytest',
    ...(isSetuptools ? { buildBackend: 'setuptools-rust' } : {}),
    ...chooseVersions(options, inUse),
    tags: (options.tags ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  };
}

function normalizeDirectory(written: string): string {
  const directory = resolvePath('.', written.trim());
  if (directory === undefined) {
    throw new Pyo3Error({
      code: 'path-invalid',
      message: `The folder "${written}" is not inside the workspace.`,
      hint: 'Name a folder relative to the workspace root: nx g pyo3:lib libs/mylib',
    });
  }
  if (directory === '.') {
    throw new Pyo3Error({
      code: 'path-invalid',
      message: 'The workspace root itself cannot become a library.',
      hint: 'Name a folder below it: nx g pyo3:lib libs/mylib',
    });
  }
  return directory;
}

/**
 * The stub of a module outside of a package would require a separate stub distribution (PEP 561).
 */
function pureBySetuptools(): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message:
      'setuptools-rust does not support the layout "pure", which has no package for the stub.',
    hint: 'Write --layout=mixed, or omit --buildBackend to use maturin.',
  });
}

function defaultModuleName(name: string, isPure: boolean): string {
  const identifier = suggestModuleName(name);
  return isPure ? identifier : `${identifier}._${identifier.replace(/^_/, '')}`;
}
