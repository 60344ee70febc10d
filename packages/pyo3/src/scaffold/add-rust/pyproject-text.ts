import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { bytecodePattern } from '../../python/tool-caches.ts';
import { appendToArray, insertKey, removeFromArray, removeKey, setValue } from '../../toml/edit.ts';
import { removeTable } from '../../toml/remove-table.ts';
import type { EditValue } from '../../toml/render-value.ts';
import type { Library } from '../library/shape.ts';
import type { Conversion } from './conversion.ts';

type Edit = (text: string) => string;

/**
 * The pyproject.toml with maturin as its build backend; the settings of other tools are kept byte
 * for byte.
 *
 * @param files the build inputs of the extension, for uv's `cache-keys`.
 * @throws Pyo3Error `edit-failed`.
 */
export function maturinPyproject(
  before: string,
  pyproject: Pyproject,
  library: Library,
  conversion: Conversion,
  files: readonly string[],
): string {
  const edits: readonly Edit[] = [
    (text) => setValue(text, ['build-system', 'requires'], ['maturin>=1.16,<2.0']),
    (text) => setValue(text, ['build-system', 'build-backend'], 'maturin'),
    ...conversion.obsolete.map(
      (path): Edit =>
        (text) =>
          removeTable(text, path),
    ),
    ...statedFields(pyproject, conversion),
    ...(pyproject.project?.requiresPython === undefined
      ? [insert(['project'], 'requires-python', `>=3.${library.python}`)]
      : []),
    ...maturinSettings(library, conversion),
    ...files.map(
      (file): Edit =>
        (text) =>
          appendToArray(text, ['tool', 'uv', 'cache-keys'], { file }),
    ),
  ];
  return edits.reduce((text, edit) => edit(text), before);
}

function statedFields({ project }: Pyproject, { stated }: Conversion): readonly Edit[] {
  const dynamic = project?.dynamic ?? [];
  const fields = Object.entries(stated).filter(([field]) => dynamic.includes(field));
  if (fields.length === 0) return [];
  const path = ['project', 'dynamic'];
  const isAll = fields.length === new Set(dynamic).size;
  return [
    isAll
      ? (text) => removeKey(text, path)
      : (text) => removeFromArray(text, path, (one) => fields.some(([field]) => field === one)),
    ...fields.map(([field, value]) => insert(['project'], field, value)),
  ];
}

function maturinSettings({ moduleName, pyo3 }: Library, conversion: Conversion): readonly Edit[] {
  const settings: readonly (readonly [string, EditValue])[] = [
    ['module-name', moduleName],
    ['python-source', conversion.pythonSource],
    // Tests leave it behind, and maturin does not read a .gitignore above the project.
    ['exclude', [bytecodePattern]],
    ['manifest-path', 'rust/Cargo.toml'],
    ...(pyo3.needsExtensionModuleFeature ? [['features', ['pyo3/extension-module']] as const] : []),
    ['editable-profile', 'dev'],
    ['use-base-python', true],
  ];
  return [
    ...settings.map(([key, value]) => insert(['tool', 'maturin'], key, value)),
    // It would name folders of the machine that built the wheel.
    insert(['tool', 'maturin', 'sbom'], 'rust', false),
  ];
}

function insert(table: readonly string[], key: string, value: EditValue): Edit {
  return (text) => insertKey(text, table, key, value);
}
