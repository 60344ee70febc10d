/**
 * Of which build backends an editable install is known to change with pyproject.toml alone.
 */
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import { entriesOf, tableField } from '../toml/fields.ts';
import type { TomlTable } from '../toml/parse.ts';

/** Tables of `[tool]` that make a backend run code of the project, or compile. */
const backends: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'hatchling.build': [
    ['hatch', 'build', 'hooks'],
    ['hatch', 'metadata', 'hooks'],
  ],
  'setuptools.build_meta': [
    ['setuptools', 'ext-modules'],
    ['setuptools', 'cmdclass'],
  ],
  'flit_core.buildapi': [],
  uv_build: [],
  'pdm.backend': [
    ['pdm', 'build', 'custom-hook'],
    ['pdm', 'build', 'run-setuptools'],
  ],
  'poetry.core.masonry.api': [['poetry', 'build']],
};

/**
 * Why nobody but the backend can tell whether a plain Python project's editable install is still
 * right; `undefined` when its files tell.
 *
 * @param hasSetupScript whether there is a setup.py.
 */
export function unknowable(pyproject: Pyproject, hasSetupScript: boolean): string | undefined {
  const { buildSystem, project, tool } = pyproject;
  const backend = buildSystem?.buildBackend ?? 'setuptools.build_meta';
  const tables = Object.hasOwn(backends, backend) ? backends[backend] : undefined;
  if (tables === undefined) return `the build backend ${backend} may compile or generate files`;
  if ((buildSystem?.backendPath ?? []).length > 0) return 'the build backend is the project’s own';
  if (hasSetupScript) return 'setup.py may do anything';
  const dynamic = (project?.dynamic ?? []).find((field) => !isInFile(field, backend, tool));
  if (dynamic !== undefined) return `"${dynamic}" is dynamic`;
  const active = tables.find((path) => isThere(tool, path));
  return active === undefined ? undefined : `[tool.${active.join('.')}] runs code of the project`;
}

/** setuptools reads the field from files that pyproject.toml names; dependencies need more than a look. */
function isInFile(field: string, backend: string, tool: TomlTable): boolean {
  const stated = tableField(tableField(tableField(tool, 'setuptools'), 'dynamic'), field);
  return (
    backend.startsWith('setuptools.') &&
    !/dependencies$/.test(field) &&
    stated?.['file'] !== undefined
  );
}

function isThere(table: TomlTable, [key = '', ...rest]: readonly string[]): boolean {
  if (!Object.hasOwn(table, key)) return false;
  const inner = tableField(table, key);
  return rest.length === 0
    ? inner === undefined || entriesOf(inner).length > 0
    : inner !== undefined && isThere(inner, rest);
}
