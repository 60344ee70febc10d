import { posix } from 'node:path';
import {
  isTable,
  parseTomlDocument,
  type TomlTable,
  type TomlValue,
} from '../../packages/pyo3/src/toml/parse.ts';

/** A folder whose pyproject.toml describes a distribution. */
export interface Distribution {
  /** Relative to the repository; `.` for its root. */
  readonly folder: string;
  readonly backend: string | undefined;
  /** The requirement of maturin in `build-system.requires`. */
  readonly maturin: string | undefined;
  readonly isSetuptoolsRust: boolean;
  /** Extras whose name says that they are for tests or for types. */
  readonly extras: readonly string[];
  /** Names of what poetry's groups for tests and for types require. */
  readonly poetry: readonly string[];
  readonly hasTests: boolean;
}

/** What the files of a repository say about the commands that its authors type. */
export interface Shape {
  readonly distributions: readonly Distribution[];
  /** Folders of cargo workspaces and of crates that no workspace above contains. */
  readonly cargoRoots: readonly string[];
  /** Folders with a committed Cargo.lock, and with a uv.lock. */
  readonly cargoLocks: readonly string[];
  readonly uvLocks: readonly string[];
  /** Groups of the root's pyproject.toml for tests, lint and types. */
  readonly groups: readonly string[];
  readonly configuresPytest: boolean;
  readonly configuresRuff: boolean;
  readonly configuresMypy: boolean;
  /** The settings of mypy say what to check, so `mypy` needs no argument. */
  readonly mypyNamesFiles: boolean;
}

export interface Repository {
  /** Tracked files, relative, with slashes. */
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

const forTests = /^(tests?|testing|dev|lint(ing)?|typ(ing|es)|typecheck)$/;

/** Reads the shape of a repository from its tracked files. A manifest that cannot be parsed is passed over. */
export function shapeOf(repository: Repository): Shape {
  const { files } = repository;
  const named = (name: string) => files.filter((file) => posix.basename(file) === name);
  const root = manifestOf(repository, 'pyproject.toml');
  const has = (file: string) => files.includes(file);
  const mypy = tableAt(root, 'tool', 'mypy');
  return {
    distributions: named('pyproject.toml').flatMap((file) => distributionOf(repository, file)),
    cargoRoots: cargoRoots(repository, named('Cargo.toml')),
    cargoLocks: named('Cargo.lock').map(posix.dirname),
    uvLocks: named('uv.lock').map(posix.dirname),
    groups: Object.keys(tableAt(root, 'dependency-groups') ?? {}).filter((name) =>
      forTests.test(name),
    ),
    configuresPytest: tableAt(root, 'tool', 'pytest') !== undefined || has('pytest.ini'),
    configuresRuff: tableAt(root, 'tool', 'ruff') !== undefined || has('ruff.toml'),
    configuresMypy: mypy !== undefined || has('mypy.ini'),
    mypyNamesFiles: ['files', 'packages', 'modules'].some((key) => mypy?.[key] !== undefined),
  };
}

function distributionOf(repository: Repository, file: string): readonly Distribution[] {
  const manifest = manifestOf(repository, file);
  const project = tableAt(manifest, 'project');
  const poetry = tableAt(manifest, 'tool', 'poetry');
  if (project === undefined && poetry?.['name'] === undefined) return [];
  const folder = posix.dirname(file);
  const build = tableAt(manifest, 'build-system');
  return [
    {
      folder,
      backend: stringIn(build?.['build-backend']),
      maturin: stringsIn(build?.['requires']).find((requirement) => /^maturin\b/.test(requirement)),
      isSetuptoolsRust: stringsIn(build?.['requires']).some((each) =>
        /^setuptools-rust\b/.test(each),
      ),
      extras: Object.keys(tableAt(project, 'optional-dependencies') ?? {}).filter((name) =>
        forTests.test(name),
      ),
      poetry: Object.entries(tableAt(poetry, 'group') ?? {}).flatMap(([name, group]) =>
        forTests.test(name) && isTable(group)
          ? Object.keys(tableAt(group, 'dependencies') ?? {})
          : [],
      ),
      hasTests: repository.files.some(
        (each) => isBelow(each, folder) && /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(each),
      ),
    },
  ];
}

/** Vendored crates and those that a workspace above takes as members have no commands of their own. */
function cargoRoots(repository: Repository, manifests: readonly string[]): readonly string[] {
  const folders = manifests
    .filter((file) => !/(^|\/)(vendor|\.cargo|node_modules)\//.test(file))
    .map((file) => ({
      folder: posix.dirname(file),
      workspace: tableAt(manifestOf(repository, file), 'workspace'),
    }));
  const workspaces = folders.filter(({ workspace }) => workspace !== undefined);
  return folders
    .filter(
      ({ folder, workspace }) =>
        workspace !== undefined ||
        !workspaces.some((above) => isMember(folder, above.folder, above.workspace)),
    )
    .map(({ folder }) => folder);
}

function isMember(folder: string, root: string, workspace: TomlTable | undefined): boolean {
  if (!isBelow(folder, root) || folder === root) return false;
  const excluded = stringsIn(workspace?.['exclude']).map((each) => posix.join(root, each));
  return !excluded.some((each) => folder === each || isBelow(folder, each));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

function manifestOf({ files, read }: Repository, file: string): TomlTable | undefined {
  if (!files.includes(file)) return undefined;
  try {
    return parseTomlDocument(read(file), file);
  } catch {
    return undefined;
  }
}

function tableAt(table: TomlTable | undefined, ...keys: readonly string[]): TomlTable | undefined {
  let found: TomlValue | undefined = table;
  for (const key of keys) found = isTable(found) ? found[key] : undefined;
  return isTable(found) ? found : undefined;
}

function stringIn(value: TomlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function stringsIn(value: TomlValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
