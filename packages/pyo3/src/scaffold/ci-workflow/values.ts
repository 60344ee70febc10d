import {
  detectPackageManager,
  getPackageManagerCommand,
  getPackageManagerVersion,
  readNxJson,
  type PackageManager,
  type Tree,
} from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { TargetId } from '../../targets/target-names.ts';
import { installPrograms } from './checked-downloads.ts';

/** The values that the templates of all providers use. */
export interface WorkflowValues {
  /** The name as a YAML scalar. */
  readonly name: string;
  /** The name as a segment of a path or key. */
  readonly workflow: string;
  /** The default branch as a YAML scalar. */
  readonly branch: string;
  /** The default branch, without characters that a shell would interpret. */
  readonly branchText: string;
  readonly packageManager: PackageManager;
  /** The command that starts Nx. */
  readonly nx: string;
  /** The name of the target `format`. */
  readonly format: string | undefined;
  /** The names of the other targets, separated by spaces. */
  readonly tasks: string;
  /** A commit-ish without files: compared with it, everything has changed. */
  readonly emptyTree: string;
  /** The cache key of saved crates in CircleCI: the lock file, if there is one. */
  readonly revision: string;
  /** Where the package manager keeps its downloads; npm has a setting of its own in GitHub's action. */
  readonly packageCache: PackageCache | undefined;
  readonly packageFolder: string;
  /** The cache key of saved packages in CircleCI. */
  readonly packages: string;
  /** Shell commands, one per line. */
  readonly installPrograms: readonly string[];
  readonly installToolchain: readonly string[];
  readonly installPackages: readonly string[];
}

interface PackageCache {
  /** The folder on Linux, without any setting. */
  readonly folder: string;
  readonly lock: string;
  /** The variable that names another folder. */
  readonly variable: string;
}

/** pnpm's, Yarn's and Bun's documentation of their stores and caches. */
const packageCaches: Readonly<Record<Exclude<PackageManager, 'npm'>, PackageCache>> = {
  pnpm: {
    folder: '~/.local/share/pnpm/store',
    lock: 'pnpm-lock.yaml',
    variable: 'npm_config_store_dir',
  },
  yarn: {
    folder: '~/.yarn/berry/cache',
    lock: 'yarn.lock',
    variable: 'YARN_CACHE_FOLDER',
  },
  bun: {
    folder: '~/.bun/install/cache',
    lock: 'bun.lock',
    variable: 'BUN_INSTALL_CACHE_DIR',
  },
};

/** Yarn 1, which has no `.yarnrc.yml`, keeps them elsewhere. */
function packageCacheOf(manager: PackageManager, tree: Tree): PackageCache | undefined {
  if (manager === 'npm') return undefined;
  const cache = packageCaches[manager];
  const isClassic = manager === 'yarn' && !tree.exists('.yarnrc.yml');
  return isClassic ? { ...cache, folder: '~/.cache/yarn' } : cache;
}

/** Reads the values from the workspace in its current state. */
export function workflowValues(tree: Tree, name: string): WorkflowValues {
  const named = (id: TargetId) => targetName(tree, id) ?? [];
  const branch = defaultBranch(tree);
  const packageManager = detectPackageManager(tree.root);
  const packageCache = packageCacheOf(packageManager, tree);
  const { exec, ciInstall = '' } = getPackageManagerCommand(packageManager, tree.root);
  return {
    name: scalar(name),
    workflow: fileNameOf(name),
    branch: scalar(branch),
    branchText: branch,
    packageManager,
    nx: `${exec} nx`,
    format: targetName(tree, 'format'),
    tasks: (['lint', 'typecheck', 'stubs-check', 'test', 'build'] as const)
      .flatMap(named)
      .join(' '),
    emptyTree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    revision: tree.exists('Cargo.lock') ? 'checksum "Cargo.lock"' : '.Revision',
    packageCache,
    packageFolder: packageCache?.folder ?? '~/.npm',
    packages: `checksum "${packageCache?.lock ?? 'package-lock.json'}"`,
    installPrograms,
    installToolchain: toolchainFiles.some((file) => tree.exists(file))
      ? ['rustup toolchain install', 'rustup component add clippy rustfmt']
      : ['rustup toolchain install stable --profile minimal --component clippy,rustfmt'],
    installPackages: [...installManager(packageManager, tree), ciInstall],
  };
}

/**
 * The name of a target of the plugin; `undefined` if it is switched off.
 *
 * @throws Pyo3Error `name-invalid` for a name that a shell would split.
 */
export function targetName(tree: Tree, id: TargetId): string | undefined {
  const stated = targetOptions(tree)[id];
  return stated === false ? undefined : oneWord(stated ?? id, `The name of ${id}`, targetHint);
}

/** Lower case, with `-` for all characters that are neither letters nor digits. */
export function fileNameOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** A string in YAML: plain if both YAML 1.1 and 1.2 read that as a string. */
function scalar(text: string): string {
  const isPlain = /^[a-z][\w./-]*( [a-z][\w./-]*)*$/i.test(text);
  return isPlain && !/^(true|false|yes|no|on|off|y|n|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function defaultBranch(tree: Tree): string {
  const branch = (readNxJson(tree)?.defaultBase ?? 'main').replace(/^origin\//, '');
  return oneWord(branch, 'The default branch', branchHint);
}

const branchHint = 'Set "defaultBase" to the name of a branch, such as "main".';
const targetHint =
  'Rename the target in the options of the plugin pyo3, such as "test": "py-test".';

/**
 * @throws Pyo3Error `name-invalid` for a string that a shell would split, or treat as an option.
 */
function oneWord(text: unknown, subject: string, hint: string): string {
  if (typeof text === 'string' && /^\w[\w./:-]*$/.test(text)) return text;
  throw new Pyo3Error({
    code: 'name-invalid',
    message: `${subject}, ${JSON.stringify(text)}, cannot be written into a workflow.`,
    location: { file: 'nx.json' },
    hint,
  });
}

/** Reads the toolchain file (rustup's book, "The toolchain file"). */
const toolchainFiles = ['rust-toolchain.toml', 'rust-toolchain'];

/** npm is part of Node. */
function installManager(manager: PackageManager, tree: Tree): readonly string[] {
  if (manager === 'npm') return [];
  if (manager === 'yarn') return ['corepack enable'];
  const version = getPackageManagerVersion(manager, tree.root);
  return [`npm install --global --prefix "$HOME/.local" ${manager}@${version}`];
}

/** The target names in nx.json; errors in them are reported with the graph. */
function targetOptions(tree: Tree): Readonly<Record<string, unknown>> {
  for (const entry of readNxJson(tree)?.plugins ?? []) {
    if (typeof entry === 'string' || !/^pyo3(\/plugin)?$/.test(entry.plugin)) continue;
    const { targets } = Object(entry.options) as { readonly targets?: unknown };
    return Object(targets) as Readonly<Record<string, unknown>>;
  }
  return {};
}
