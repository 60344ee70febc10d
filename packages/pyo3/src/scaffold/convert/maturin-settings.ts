/** Steps that write a setting of `[tool.maturin]` or `[tool.uv]` which is not there. */
import { posix } from 'node:path';
import { insertKey, setValue } from '../../toml/edit.ts';
import { arrayField, tableField } from '../../toml/fields.ts';
import type { EditValue } from '../../toml/render-value.ts';
import { change, nothing, type Outcome, type Situation, type Step } from './step.ts';

/**
 * maturin takes the name of the library and puts it into the package, by rules that have changed
 * (maturin, "Project Layout"); the whole name leaves nothing to find.
 */
export const moduleName: Step = (situation) => {
  const { packageDir, pythonRoot, initName } = situation.project.extension;
  if (packageDir === undefined) return nothing('is that of the crate, as a pure layout has it');
  const name = [...posix.relative(pythonRoot, packageDir).split('/'), initName].join('.');
  const what = `the extension is ${name}, which maturin has found by its rules so far`;
  return absent(situation, 'module-name', name, what);
};

/** maturin, "Editable installs": without it `uv sync` and `pip install -e` build a release. */
export const editableProfile: Step = (situation) =>
  absent(
    situation,
    'editable-profile',
    'dev',
    '`uv sync` and `pip install -e` compile without optimisation, which takes a fraction of the time',
  );

/** maturin, "Configuration": pyo3's build looks at the Python of the environment otherwise. */
export const useBasePython: Step = (situation) =>
  absent(
    situation,
    'use-base-python',
    true,
    'a build for another environment of the same Python does not compile pyo3 again',
  );

/** uv, "Dynamic metadata": without them `uv sync` does not see a change of Rust. */
export const cacheKeys: Step = ({ project, pyproject, read }) => {
  const uv = tableField(pyproject.tool, 'uv');
  if (arrayField(uv, 'cache-keys').length > 0)
    return nothing('are there; `nx sync` completes them');
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
    what: '`uv sync` builds it again when its Rust sources change',
  });
};

function absent(
  { project, pyproject }: Situation,
  key: string,
  value: EditValue,
  what: string,
): Outcome {
  if (pyproject.maturin?.table[key] !== undefined) return nothing('is there already');
  return change({
    file: project.distribution.pyprojectPath,
    edit: (text) => insertKey(text, ['tool', 'maturin'], key, value),
    what,
  });
}
