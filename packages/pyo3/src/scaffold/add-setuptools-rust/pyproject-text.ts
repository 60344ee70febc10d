import { appendTable, appendToArray, insertKey } from '../../toml/edit.ts';
import type { Library } from '../library/shape.ts';
import type { PackagePlace } from './package-folder.ts';

type Edit = (text: string) => string;

/**
 * The pyproject.toml with which setuptools also builds the extension; existing content is kept.
 *
 * @param files the build inputs of the extension, for uv's `cache-keys`.
 * @throws Pyo3Error `edit-failed`.
 */
export function setuptoolsRustPyproject(
  before: string,
  { moduleName }: Library,
  { packageName, discovery }: PackagePlace,
  files: readonly string[],
): string {
  const find = ['tool', 'setuptools', 'packages', 'find'];
  const edits: readonly Edit[] = [
    (text) => appendToArray(text, ['build-system', 'requires'], 'setuptools-rust>=1.12'),
    // setuptools discovers no package automatically if there are two folders, and `rust` is the
    // second.
    ...(discovery === 'automatic'
      ? [(text: string) => insertKey(text, find, 'include', [packageName, `${packageName}.*`])]
      : []),
    ...(discovery === 'found'
      ? ['rust', 'rust.*'].map(
          (name): Edit =>
            (text) =>
              appendToArray(text, [...find, 'exclude'], name),
        )
      : []),
    (text) =>
      appendTable(text, ['tool', 'setuptools-rust', 'ext-modules'], {
        target: moduleName,
        path: 'rust/Cargo.toml',
        binding: 'PyO3',
      }),
    ...files.map(
      (file): Edit =>
        (text) =>
          appendToArray(text, ['tool', 'uv', 'cache-keys'], { file }),
    ),
  ];
  return edits.reduce((text, edit) => edit(text), before);
}
