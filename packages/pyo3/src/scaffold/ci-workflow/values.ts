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
  readonly installRustup: readonly string[];
  readonly installToolchain: readonly string[];
  readonly installUv: readonly string[];
  readonly installPackages: readonly string[];
}

/** Reads them off the workspace as it is now. */
export function workflowValues(tree: Tree, name: string): WorkflowValues {
  const targets = targetOptions(tree);
  const named = (id: TargetId) => (targets[id] === false ? [] : [targetName(targets[id] ?? id)]);
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
    installRustup,
    installToolchain: toolchainFiles.some((file) => tree.exists(file))
      ? ['rustup toolchain install', 'rustup component add clippy rustfmt']
      : ['rustup toolchain install stable --profile minimal --component clippy,rustfmt'],
    installUv,
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
  if (/^[\w./-]+$/.test(branch)) return branch;
  throw new Pyo3Error({
    code: 'name-invalid',
    message: `The default branch "${branch}" cannot be written into a workflow.`,
    location: { file: 'nx.json' },
    hint: 'Let "defaultBase" be the name of a branch, such as "main".',
  });
}

/** It is written into a line of shell. */
function targetName(stated: unknown): string {
  if (typeof stated === 'string' && /^\w[\w.:-]*$/.test(stated)) return stated;
  throw new Pyo3Error({
    code: 'name-invalid',
    message: `The target name ${JSON.stringify(stated)} cannot be written into a workflow.`,
    location: { file: 'nx.json' },
    hint: 'Name targets with letters, digits, "_", "-", "." and ":" in the options of the plugin.',
  });
}

/** rustup's book, "The toolchain file". */
const toolchainFiles = ['rust-toolchain.toml', 'rust-toolchain'];

const installRustup: readonly string[] = [
  'command -v rustup > /dev/null ||',
  "  curl --proto '=https' --tlsv1.2 --silent --show-error --fail https://sh.rustup.rs |",
  '  sh -s -- -y --profile minimal --default-toolchain none --no-modify-path',
];

const installUv: readonly string[] = [
  'command -v uv > /dev/null ||',
  '  curl --location --silent --show-error --fail https://astral.sh/uv/0.13.9/install.sh | sh',
];

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
