/**
 * The packages that a build backend includes in a wheel, according to its settings in
 * pyproject.toml.
 */
import { arrayField, stringField, stringsField, tableField } from '../../toml/fields.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';
import { beforeStar } from '../source/member-glob.ts';

/** The backend discovers absent settings from the project's folders. */
export interface PackageSettings {
  /** The folder of the top-level packages, relative to the pyproject.toml's. */
  readonly base?: string;
  /** The dotted names of the top-level packages and modules: exactly these are installed. */
  readonly modules?: readonly string[];
  /** Patterns of dotted names, which select among the discovered packages. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

type Read = (tool: TomlTable, name: string) => PackageSettings;

/**
 * The readers by the first segment of `build-backend`. maturin is not listed, because
 * `MaturinConfig` has its settings.
 */
const readers: Readonly<Record<string, Read>> = {
  setuptools: (tool) => setuptoolsSettings(tableField(tool, 'setuptools')),
  hatchling: (tool) => hatchSettings(tableField(tableField(tool, 'hatch'), 'build')),
  flit_core: flitSettings,
  poetry: (tool) => poetrySettings(tableField(tool, 'poetry')),
  uv_build: (tool, name) =>
    uvSettings(tableField(tableField(tool, 'uv'), 'build-backend') ?? {}, name),
  pdm: (tool) => ({
    base: stringField(tableField(tableField(tool, 'pdm'), 'build'), 'package-dir'),
  }),
};

/**
 * @param backend the value of `[build-system] build-backend`; setuptools if absent (PEP 517).
 * @param name the value of `[project] name`, from which some backends derive the module's name.
 */
export function readPackageSettings(
  tool: TomlTable,
  backend = 'setuptools',
  name = '',
): PackageSettings {
  const [program = ''] = backend.split(/[.:]/, 1);
  return Object.hasOwn(readers, program) ? (readers[program]?.(tool, name) ?? {}) : {};
}

/** Setuptools user guide, "Package Discovery": a list, or a table `find`. */
function setuptoolsSettings(table: TomlTable | undefined): PackageSettings {
  const modules = stringsField(table, 'py-modules');
  const base = stringField(tableField(table, 'package-dir'), '');
  const packages = table?.['packages'];
  if (isTable(packages)) {
    const find = tableField(packages, 'find');
    const optional = (key: string) =>
      find?.[key] === undefined ? undefined : stringsField(find, key);
    return {
      base: base ?? stringsField(find, 'where')[0],
      include: optional('include'),
      exclude: optional('exclude'),
    };
  }
  const listed = stringsField(table, 'packages');
  const isStated = packages !== undefined || modules.length > 0;
  return { base, ...(isStated ? { modules: [...outermost(listed), ...modules] } : {}) };
}

/** Hatch, "Wheel builder": the last segment of each path is the package. */
function hatchSettings(build: TomlTable | undefined): PackageSettings {
  const wheel = tableField(tableField(build, 'targets'), 'wheel');
  const owner = wheel?.['packages'] === undefined ? build : wheel;
  if (owner?.['packages'] === undefined) return {};
  return { modules: stringsField(owner, 'packages').map(lastPart) };
}

/** Flit, "Module section": one module, named like the distribution. */
function flitSettings(tool: TomlTable, name: string): PackageSettings {
  const stated = stringField(tableField(tableField(tool, 'flit'), 'module'), 'name');
  return { modules: [stated ?? name.replaceAll('-', '_')] };
}

/** Poetry, "packages": `{ include = "pkg", from = "lib" }`, where `include` may be a glob. */
function poetrySettings(table: TomlTable | undefined): PackageSettings {
  const included = arrayField(table, 'packages')
    .filter(isTable)
    .flatMap((entry) => stringField(entry, 'include') ?? [])
    .map((path) => beforeStar(path).replace(/\.py$/, ''));
  if (included.length === 0 || included.includes('')) return {};
  return { modules: included.map((path) => path.replaceAll('/', '.')) };
}

/**
 * uv, "The uv build backend": `module-root` is `src`, the module is named like the distribution.
 */
function uvSettings(table: TomlTable, name: string): PackageSettings {
  const base = stringField(table, 'module-root') ?? 'src';
  const one = stringField(table, 'module-name');
  const stated = one === undefined ? stringsField(table, 'module-name') : [one];
  if (stated.length > 0) return { base, modules: stated };
  if (table['namespace'] === true) return { base };
  return { base, modules: [name.replaceAll(/[-_.]+/g, '_').toLowerCase()] };
}

function outermost(packages: readonly string[]): readonly string[] {
  const all = new Set(packages);
  return packages.filter((one) => {
    for (let at = one.indexOf('.'); at !== -1; at = one.indexOf('.', at + 1)) {
      if (all.has(one.slice(0, at))) return false;
    }
    return true;
  });
}

function lastPart(path: string): string {
  return (
    path
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}
