import { posix } from 'node:path';
import { coversMember } from '../../manifest/source/member-glob.ts';
import { suggestModuleName } from '../../python/module-name.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { notCarriedOver, type BackendSource, type Conversion } from './conversion.ts';

type Place = Pick<Conversion, 'packageName' | 'pythonSource'>;

/** Folders with an `__init__.py` that setuptools does not treat as packages (its "flat-layout"). */
const noPackages: ReadonlySet<string> = new Set(
  (
    'ci bin debian doc docs documentation manpages news newsfragments changelog test tests ' +
    'unit_test unit_tests example examples scripts tools util utils python build benchmark ' +
    'benchmarks exercise exercises htmlcov tasks fabfile'
  ).split(' '),
);

/** The package in a folder of the project, such as `src/fast`. */
export function packageAt(source: BackendSource, folder: string): Place {
  const path = posix.normalize(folder).replace(/\/$/, '');
  const place = { packageName: posix.basename(path), pythonSource: posix.dirname(path) };
  if (isPackage(source, path)) return place;
  throw notCarriedOver(source, `"${folder}" contains no package with an __init__.py`);
}

/** The package with that name (or the distribution's) in `src/` or beside pyproject.toml. */
export function packageNamed(
  source: BackendSource,
  name = suggestModuleName(source.name),
  folders: readonly string[] = ['src', '.'],
): Place {
  const found = folders.find((folder) => isPackage(source, posix.join(folder, name)));
  if (found !== undefined) return { packageName: name, pythonSource: found };
  const places = folders.map((folder) => `"${posix.join(folder, name)}"`).join(' or ');
  throw notCarriedOver(source, `no package with an __init__.py was found in ${places}`);
}

/**
 * Patterns of dotted names, in which `*` matches dots as well (setuptools, "Package Discovery").
 */
export interface Chosen {
  /** Absent if setuptools discovers the packages itself. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
}

/** The package that setuptools discovers, in `where` if it is given. */
export function onlyPackage(
  source: BackendSource,
  where?: string,
  { include, exclude }: Chosen = { include: undefined, exclude: [] },
): Place {
  const { reader, root } = source;
  const pythonSource = where ?? (reader.isDirectory(childPath(root, 'src')) ? 'src' : '.');
  const names = reader
    .list(childPath(root, pythonSource))
    .filter((name) => isPackage(source, posix.join(pythonSource, name)))
    .filter((name) =>
      include === undefined
        ? pythonSource !== '.' || !noPackages.has(name)
        : coversMember(include, name),
    )
    .filter((name) => !coversMember(exclude, name));
  const [packageName] = names;
  if (packageName !== undefined && names.length === 1) {
    const left = packagesIn(source, pythonSource, packageName).find(
      (name) => !coversMember(include ?? ['*'], name) || coversMember(exclude, name),
    );
    if (left === undefined) return { packageName, pythonSource };
    throw notCarriedOver(source, `it excludes ${left}, but maturin packages everything`);
  }
  const what = names.length === 0 ? 'no package' : `several packages (${names.join(', ')})`;
  throw notCarriedOver(
    source,
    `"${pythonSource}" contains ${what}, but maturin packages exactly one`,
  );
}

/** The dotted names of the package and its subpackages. */
function packagesIn(source: BackendSource, pythonSource: string, name: string): readonly string[] {
  const folder = posix.join(pythonSource, name.replaceAll('.', '/'));
  if (!isPackage(source, folder)) return [];
  const inner = source.reader.list(childPath(source.root, folder));
  return [name, ...inner.flatMap((one) => packagesIn(source, pythonSource, `${name}.${one}`))];
}

function isPackage({ reader, root }: BackendSource, folder: string): boolean {
  return reader.isFile(childPath(root, posix.join(folder, '__init__.py')));
}
