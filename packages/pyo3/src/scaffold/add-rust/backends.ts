import { childPath } from '../../project/folder/workspace-path.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { isArray, stringField, stringsField, tableField } from '../../toml/fields.ts';
import { isTable } from '../../toml/parse.ts';
import { checkKeys, notCarriedOver, type BackendSource, type Conversion } from './conversion.ts';
import { packageAt, packageNamed } from './package-folder.ts';
import { convertSetuptools } from './setuptools.ts';
import { docstringLine, versionInFile } from './stated-version.ts';

interface Backend {
  /** The requirements of the backend that `[build-system] requires` may contain. */
  readonly requires: readonly string[];
  readonly convert: (source: BackendSource) => Conversion;
}

const setuptools: Backend = { requires: ['setuptools', 'wheel'], convert: convertSetuptools };

/** The supported backends, by their `[build-system] build-backend`. */
const backends: Readonly<Record<string, Backend>> = {
  'hatchling.build': { requires: ['hatchling'], convert: convertHatchling },
  'setuptools.build_meta': setuptools,
  'setuptools.build_meta:__legacy__': setuptools,
  'poetry.core.masonry.api': { requires: ['poetry-core'], convert: convertPoetry },
  'flit_core.buildapi': { requires: ['flit-core'], convert: convertFlit },
  uv_build: { requires: ['uv-build'], convert: convertUvBuild },
};

/**
 * What the project's build backend packages, if maturin can build the same wheel.
 *
 * @throws Pyo3Error `option-invalid` for everything else, naming the setting that prevents the
 * conversion.
 */
export function convertBackend(source: BackendSource): Conversion {
  const { buildSystem } = source.pyproject;
  const name = buildSystem?.buildBackend ?? 'setuptools.build_meta:__legacy__';
  const backend = Object.hasOwn(backends, name) ? backends[name] : undefined;
  if (backend === undefined) throw notCarriedOver(source, `its build backend is "${name}"`);
  if ((buildSystem?.backendPath.length ?? 0) > 0) {
    throw notCarriedOver(source, 'it uses an in-tree build backend ("backend-path")');
  }
  const plugin = buildSystem?.requires.find(
    (one) => !backend.requires.includes(parseRequirement(one)?.normalizedName ?? one),
  );
  if (plugin !== undefined) throw notCarriedOver(source, `its build also requires "${plugin}"`);
  const conversion = backend.convert(source);
  checkDynamic(source, conversion);
  return conversion;
}

/** maturin would fail on a dynamic field that no backend computes. */
function checkDynamic(source: BackendSource, { stated }: Conversion): void {
  const dynamic = source.pyproject.project?.dynamic ?? [];
  const other = dynamic.find((field) => !Object.hasOwn(stated, field));
  if (other === undefined) return;
  throw notCarriedOver(source, `the source of the dynamic field "${other}" is unknown`);
}

function isDynamic({ pyproject }: BackendSource, field: string): boolean {
  return pyproject.project?.dynamic.includes(field) ?? false;
}

function convertHatchling(source: BackendSource): Conversion {
  const hatch = tableField(source.pyproject.tool, 'hatch');
  const build = tableField(hatch, 'build');
  const targets = tableField(build, 'targets');
  const wheel = tableField(targets, 'wheel');
  const version = tableField(hatch, 'version');
  if (source.reader.isFile(childPath(source.root, 'hatch.toml'))) {
    throw notCarriedOver(source, 'it has a hatch.toml');
  }
  checkKeys(source, build, 'tool.hatch.build', ['targets']);
  checkKeys(source, targets, 'tool.hatch.build.targets', ['wheel']);
  checkKeys(source, wheel, 'tool.hatch.build.targets.wheel', ['packages']);
  checkKeys(source, version, 'tool.hatch.version', ['path']);
  checkKeys(source, tableField(hatch, 'metadata'), 'tool.hatch.metadata', [
    'allow-direct-references',
  ]);
  const packages = stringsField(wheel, 'packages');
  const [only] = packages;
  if (packages.length > 1) throw notCarriedOver(source, 'it has several packages');
  const file = stringField(version, 'path');
  return {
    ...(only === undefined ? packageNamed(source) : packageAt(source, only)),
    stated:
      isDynamic(source, 'version') && file !== undefined
        ? { version: versionInFile(source, file) }
        : {},
    obsolete: ['build', 'version', 'metadata'].map((key) => ['tool', 'hatch', key]),
  };
}

function convertPoetry(source: BackendSource): Conversion {
  const poetry = tableField(source.pyproject.tool, 'poetry');
  checkKeys(source, poetry, 'tool.poetry', ['packages', 'group', 'requires-poetry']);
  const written = poetry?.['packages'];
  const packages = isArray(written) ? written.filter(isTable) : [];
  const [only] = packages;
  if (packages.length > 1) throw notCarriedOver(source, 'it has several packages');
  checkKeys(source, only, 'tool.poetry.packages', ['include', 'from']);
  const place = only
    ? packageAt(source, `${stringField(only, 'from') ?? '.'}/${stringField(only, 'include') ?? ''}`)
    : packageNamed(source);
  // Poetry itself may keep using its groups; an empty table has no effect.
  const isAll = Object.keys(poetry ?? {}).every((key) => key === 'packages');
  const obsolete = isAll ? ['tool', 'poetry'] : ['tool', 'poetry', 'packages'];
  return { ...place, stated: {}, obsolete: [obsolete] };
}

function convertFlit(source: BackendSource): Conversion {
  const flit = tableField(source.pyproject.tool, 'flit');
  const module = tableField(flit, 'module');
  checkKeys(source, flit, 'tool.flit', ['module']);
  checkKeys(source, module, 'tool.flit.module', ['name']);
  const place = packageNamed(source, stringField(module, 'name'));
  const file = `${place.pythonSource}/${place.packageName}/__init__.py`;
  return {
    ...place,
    stated: {
      ...(isDynamic(source, 'version')
        ? { version: versionInFile(source, file, ['__version__']) }
        : {}),
      ...(isDynamic(source, 'description') ? { description: docstringLine(source, file) } : {}),
    },
    obsolete: [['tool', 'flit']],
  };
}

function convertUvBuild(source: BackendSource): Conversion {
  const settings = tableField(tableField(source.pyproject.tool, 'uv'), 'build-backend');
  checkKeys(source, settings, 'tool.uv.build-backend', ['module-name', 'module-root']);
  const folder = stringField(settings, 'module-root') ?? 'src';
  return {
    ...packageNamed(source, stringField(settings, 'module-name'), [folder === '' ? '.' : folder]),
    stated: {},
    obsolete: [['tool', 'uv', 'build-backend']],
  };
}
