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

/** What the templates of all providers are filled in with. */
export interface WorkflowValues {
  /** As a scalar of YAML. */
  readonly name: string;
  /** The name as a part of a path or key. */
  readonly workflow: string;
  /** The default branch, as a scalar of YAML. */
  readonly branch: string;
  /** The default branch, with no character that a shell would take for its own. */
  readonly branchText: string;
  readonly packageManager: PackageManager;
  /** How Nx is started. */
  readonly nx: string;
  /** Name of the target `format`. */
  readonly format: string | undefined;
  /** Names of the other targets, with spaces between. */
  readonly tasks: string;
  /** Commit-ish that holds no file: compared with it, everything has changed. */
  readonly emptyTree: string;
  /** What CircleCI names saved crates by: the lock, where there is one. */
  readonly revision: string;
  /** Lines of shell. */
  readonly installPrograms: readonly string[];
  readonly installToolchain: readonly string[];
  readonly installPackages: readonly string[];
}

/** Reads them off the workspace as it is now. */
export function workflowValues(tree: Tree, name: string): WorkflowValues {
  const targets = targetOptions(tree);
  const named = (id: TargetId) =>
    targets[id] === false ? [] : [oneWord(targets[id] ?? id, `The name of ${id}`, targetHint)];
  const branch = defaultBranch(tree);
  const packageManager = detectPackageManager(tree.root);
  const { exec, ciInstall = '' } = getPackageManagerCommand(packageManager, tree.root);
  return {
    name: scalar(name),
    workflow: fileNameOf(name),
    branch: scalar(branch),
    branchText: branch,
    packageManager,
    nx: `${exec} nx`,
    format: named('format')[0],
    tasks: (['lint', 'typecheck', 'stubs-check', 'test', 'build'] as const)
      .flatMap(named)
      .join(' '),
    emptyTree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    revision: tree.exists('Cargo.lock') ? 'checksum "Cargo.lock"' : '.Revision',
    installPrograms,
    installToolchain: toolchainFiles.some((file) => tree.exists(file))
      ? ['rustup toolchain install', 'rustup component add clippy rustfmt']
      : ['rustup toolchain install stable --profile minimal --component clippy,rustfmt'],
    installPackages: [...installManager(packageManager, tree), ciInstall],
  };
}

/** Lower case, with `-` for all that is neither letter nor digit. */
export function fileNameOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** A text as YAML has it: plain where that is text for YAML 1.1 and 1.2 alike. */
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

const branchHint = 'Let "defaultBase" be the name of a branch, such as "main".';
const targetHint =
  'Rename the target in the options of the plugin pyo3, such as "test": "py-test".';

/** @throws Pyo3Error `name-invalid` for what a shell would not take as one word, or as an option. */
function oneWord(text: unknown, subject: string, hint: string): string {
  if (typeof text === 'string' && /^\w[\w./:-]*$/.test(text)) return text;
  throw new Pyo3Error({
    code: 'name-invalid',
    message: `${subject}, ${JSON.stringify(text)}, cannot be written into a workflow.`,
    location: { file: 'nx.json' },
    hint,
  });
}

/** rustup's book, "The toolchain file". */
const toolchainFiles = ['rust-toolchain.toml', 'rust-toolchain'];

/** npm comes with Node. */
function installManager(manager: PackageManager, tree: Tree): readonly string[] {
  if (manager === 'npm') return [];
  if (manager === 'yarn') return ['corepack enable'];
  const version = getPackageManagerVersion(manager, tree.root);
  return [`npm install --global --prefix "$HOME/.local" ${manager}@${version}`];
}

/** What nx.json says of the targets' names; the graph itself tells what is wrong with it. */
function targetOptions(tree: Tree): Readonly<Record<string, unknown>> {
  for (const entry of readNxJson(tree)?.plugins ?? []) {
    if (typeof entry === 'string' || !/^pyo3(\/plugin)?$/.test(entry.plugin)) continue;
    const { targets } = Object(entry.options) as { readonly targets?: unknown };
    return Object(targets) as Readonly<Record<string, unknown>>;
  }
  return {};
}
