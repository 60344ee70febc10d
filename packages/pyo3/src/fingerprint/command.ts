/** How the fingerprint is asked for: the command that Nx runs, and what its arguments mean. */
import { fileURLToPath } from 'node:url';
import { posix, relative, sep } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { diskReader } from '../files/disk.ts';
import type { MachineFact } from '../project/folder/machine-fact.ts';

const script = 'dist/fingerprint/cli.js';

/** What the fingerprint is for: maturin decides bytes of wheels and sdists, and of nothing else. */
export type FingerprintScope = 'task' | 'distribution';

export interface FingerprintQuestion {
  readonly scope: FingerprintScope;
  /** The option `interpreter` of the target; absent for the Python of the workspace. */
  readonly interpreter?: string;
  /** A fact of the machine in place of the fingerprint. */
  readonly fact?: MachineFact;
  /** A platform of wheels, of which the machine's means are asked in place of the fingerprint. */
  readonly platform?: string;
  /** A platform of wheels, of which the interpreters that test them are asked instead. */
  readonly testedOn?: string;
}

/**
 * The command of the `runtime` input, run by Nx in the workspace root: the same text for every
 * project, since Nx runs it once for each text, and with no absolute path in it, since the text is in
 * the key. `.nx/installation` is where Nx keeps plugins of a workspace that has no package.json.
 */
export function fingerprintCommand(workspaceRoot: AbsolutePath): string {
  const reader = diskReader(workspaceRoot);
  const installed = ['node_modules/pyo3', '.nx/installation/node_modules/pyo3'];
  const folder = installed.find((path) => reader.isDirectory(path)) ?? ownFolder(workspaceRoot);
  return `node ${quoted(posix.join(folder, script))}`;
}

/** The command of `fingerprintCommand` for wheels and sdists. */
export function forDistribution(command: string): string {
  return `${command} ${distribution}`;
}

/** The command, for the Python that the option `interpreter` of a target names. */
export function forInterpreter(command: string, interpreter: string): string {
  return `${command} ${named}${escaped(interpreter)}`;
}

/** The command that asks for a fact of the machine alone. */
export function forFact(command: string, fact: MachineFact): string {
  return `${command} ${fact}`;
}

/** The command that asks how the machine builds wheels of a platform. */
export function forWheel(command: string, platform: string): string {
  return `${command} ${wheel}${platform}`;
}

/** The command that asks on which interpreters the machine tests wheels of a platform. */
export function forWheelTests(command: string, platform: string): string {
  return `${command} ${tested}${platform}`;
}

/** What the arguments of the command ask. */
export function questionOf(args: readonly string[]): FingerprintQuestion {
  const option = args.find((argument) => argument.startsWith(named));
  const fact = machineFacts.find((one) => args.includes(one));
  const platform = args.find((argument) => argument.startsWith(wheel))?.slice(wheel.length);
  const testedOn = args.find((argument) => argument.startsWith(tested))?.slice(tested.length);
  return {
    ...(platform === undefined ? {} : { platform }),
    ...(testedOn === undefined ? {} : { testedOn }),
    ...(fact === undefined ? {} : { fact }),
    scope: args.includes(distribution) ? 'distribution' : 'task',
    ...(option === undefined ? {} : { interpreter: unescaped(option.slice(named.length)) }),
  };
}

const machineFacts = [
  'cc',
  'git-head',
  'git-tags',
  'nextest',
  'python',
  'ruff',
] as const satisfies readonly MachineFact[];
const distribution = 'distribution';
const named = 'interpreter=';
const wheel = 'wheel=';
const tested = 'tests=';

/** Nx runs the command in a shell, where none of these characters means anything; `=20` is a space. */
function escaped(text: string): string {
  const bytes = [...Buffer.from(text)];
  return bytes
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_./-]/.test(character)
        ? character
        : `=${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

function unescaped(text: string): string {
  const [plain = '', ...rest] = text.split('=');
  const parts = rest.map((part) =>
    Buffer.concat([Buffer.from(part.slice(0, 2), 'hex'), Buffer.from(part.slice(2))]),
  );
  return Buffer.concat([Buffer.from(plain), ...parts]).toString();
}

/** Of a plugin that is linked from elsewhere: this package's folder, as seen from the workspace. */
function ownFolder(workspaceRoot: AbsolutePath): string {
  const here = fileURLToPath(new URL('../..', import.meta.url));
  return relative(workspaceRoot, here).split(sep).join('/');
}

function quoted(path: string): string {
  return path.includes(' ') ? `"${path}"` : path;
}
