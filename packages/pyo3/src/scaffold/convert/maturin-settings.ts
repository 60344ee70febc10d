/** Steps that add a missing setting to `[tool.maturin]` or `[tool.uv]`. */
import { posix } from 'node:path';
import { bytecodeFolder, bytecodePattern } from '../../python/tool-caches.ts';
import { appendToArray, insertKey, setValue } from '../../toml/edit.ts';
import { arrayField, tableField } from '../../toml/fields.ts';
import type { EditValue } from '../../toml/render-value.ts';
import { change, nothing, type Outcome, type Situation, type Step } from './step.ts';

/**
 * maturin derives the module's name and package from the library by rules that have changed
 * (maturin, "Project Layout"); the full name removes the guesswork.
 */
export const moduleName: Step = (situation) => {
  const { packageDir, pythonRoot, initName } = situation.project.extension;
  if (packageDir === undefined) return nothing("is the crate's, as in a pure layout");
  const name = [...posix.relative(pythonRoot, packageDir).split('/'), initName].join('.');
  const what = `the extension is ${name}, which maturin has derived by its rules so far`;
  return absent(situation, 'module-name', name, what);
};

/**
 * Without it, `uv sync` and `pip install -e` build in release mode (maturin, "Editable installs").
 */
export const editableProfile: Step = (situation) =>
  absent(
    situation,
    'editable-profile',
    'dev',
    '`uv sync` and `pip install -e` compile without optimization, which is much faster',
  );

/** Without it, pyo3's build depends on the environment's Python (maturin, "Configuration"). */
export const useBasePython: Step = (situation) =>
  absent(
    situation,
    'use-base-python',
    true,
    'a build for another environment of the same Python does not recompile pyo3',
  );

/**
 * Without it, wheels contain the bytecode that tests leave behind: of the .gitignore files, maturin reads
 * those in the project's folder only (maturin 1.16, `write_python_part`).
 */
export const excludeBytecode: Step = ({ project, pyproject }) => {
  if (project.extension.packageDir === undefined) {
    return nothing('applies to packages, but this is a single module');
  }
  if (pyproject.maturin?.exclude.some((pattern) => pattern.includes(bytecodeFolder))) {
    return nothing('exists already');
  }
  return change({
    file: project.distribution.pyprojectPath,
    edit: (text) => appendToArray(text, ['tool', 'maturin', 'exclude'], bytecodePattern),
    what: 'a wheel that is built after the tests does not contain their bytecode',
  });
};

/** Without them, `uv sync` does not notice Rust changes (uv, "Dynamic metadata"). */
export const cacheKeys: Step = ({ project, pyproject, read }) => {
  const uv = tableField(pyproject.tool, 'uv');
  if (arrayField(uv, 'cache-keys').length > 0) return nothing('exist; `nx sync` completes them');
  const { root, crate, distribution } = project;
  const from = (file: string) => posix.relative(root, file);
  const files = [
    'pyproject.toml',
    from(crate.manifestPath),
    from(posix.join(crate.root, 'src/**/*.rs')),
    ...[posix.join(crate.cargoRoot, 'Cargo.toml'), posix.join(crate.cargoRoot, 'Cargo.lock')]
      .filter((file) => file !== crate.manifestPath && read(file) !== undefined)
      .map(from),
  ];
  return change({
    file: distribution.pyprojectPath,
    edit: (text) =>
      setValue(
        text,
        ['tool', 'uv', 'cache-keys'],
        files.map((file) => ({ file })),
      ),
    what: '`uv sync` rebuilds it if its Rust sources change',
  });
};

function absent(
  { project, pyproject }: Situation,
  key: string,
  value: EditValue,
  what: string,
): Outcome {
  if (pyproject.maturin?.table[key] !== undefined) return nothing('exists already');
  return change({
    file: project.distribution.pyprojectPath,
    edit: (text) => insertKey(text, ['tool', 'maturin'], key, value),
    what,
  });
}
