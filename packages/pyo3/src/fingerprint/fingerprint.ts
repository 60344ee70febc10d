/**
 * What decides results and is in no file of the repository: toolchain, Python, machine, variables.
 * Nx runs this as a `runtime` input at every command, once per core and at the same moment.
 */
import { homedir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { openAnswerCache, type AnswerCache } from '../environment/answer-cache.ts';
import type { Candidate } from '../environment/candidates.ts';
import { hostLibc } from '../environment/host-libc.ts';
import { isTrackedEnvironment } from '../environment/tracked-environment.ts';
import { programFolder } from '../environment/virtual-environment.ts';
import {
  pluginDataFolder,
  readEnvFileList,
  readOutsideList,
  readProjectList,
} from '../environment/workspace-data.ts';
import { diskReader, readOptional } from '../files/disk.ts';
import { askIn, type Ask } from '../process/ask.ts';
import { findProgram, findProgramIn, variable } from '../process/find-program.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';
import { abiOf, chosenCandidate, projectAbis, type Abi } from './abi.ts';
import type { FingerprintQuestion } from './command.ts';
import { envFilesDigest } from './env-files-digest.ts';
import { executableFiles } from './executable-files.ts';
import { cargoConfigOutside, settingsAbove } from './machine-settings.ts';
import { outsideContent } from './outside-content.ts';
import { relevantVariables } from './variables.ts';

type Env = Readonly<Record<string, string>>;

interface Context {
  readonly root: string;
  readonly env: Env;
  readonly ask: Ask;
  readonly cache: AnswerCache;
}

/**
 * Raised by whoever changes what a task makes of the same sources: the arguments of a command, a
 * variable of the child environment, what is written into an output. Results of a version of the
 * plugin with another number are not used; those of one with the same are, whatever else is new.
 */
const resultVersion = 2;

export interface FingerprintFacts {
  /** Digest of Cargo's configuration outside of the workspace: the user's own and that of folders above. */
  readonly cargoConfig: string | null;
  /** Digest of the variables in `.env` files that git ignores. */
  readonly envFiles: string | null;
  /** Digest of which files of the Python projects can be executed. */
  readonly executables: string | null;
  readonly libc: string | null;
  readonly machine: string;
  /** Digest of the files outside of the workspace that manifests and links lead to. */
  readonly outside: string | null;
  /** ABI of the workspace's Python, or of the one that the option `interpreter` names. */
  readonly python: Abi;
  /** ABIs of projects' own environments that differ from it, by the project's folder. */
  readonly pythonOfProjects: Readonly<Record<string, Abi>>;
  /** See `resultVersion`. */
  readonly results: number;
  /** `rustc -vV`. */
  readonly rustc: string | null;
  /** Digest of the settings of other tools in the folders above the workspace, and of the user. */
  readonly settingsAbove: string | null;
  /** Digests of the values of variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** `maturin --version`; of distributions only. */
  readonly maturin?: string | null;
}

/** The fingerprint of this machine for a workspace, as canonical JSON (see `FingerprintFacts`). */
export async function currentFingerprint(
  root: string,
  env: Env,
  question: FingerprintQuestion,
): Promise<string> {
  const ask = askIn(root, env);
  const isPlanned =
    question.scope === 'distribution' &&
    chosenCandidate({ root, env }, question.interpreter).kind === 'create';
  if (!isPlanned) return fingerprint(root, env, question, ask);
  // What reads manifests is loaded only here: it takes as long as all the rest.
  const { plannedMaturin } = await import('../environment/planned-maturin.ts');
  return fingerprint(root, env, question, ask, plannedMaturin(diskReader(root), env, ask));
}

/**
 * The fingerprint as canonical JSON: sorted keys, no path, no patch level of Python. What is not
 * installed is `null`.
 *
 * @param plannedMaturin the version that an environment, which is not there yet, will have.
 */
export function fingerprint(
  root: string,
  env: Env,
  { scope, interpreter }: FingerprintQuestion,
  ask: Ask,
  plannedMaturin?: string,
): string {
  const cache = openAnswerCache(join(pluginDataFolder(root, env), 'fingerprint.json'));
  const context = { root, env, ask, cache };
  const candidate = chosenCandidate(context, interpreter);
  const python = abiOf(context, candidate);
  const roots = readProjectList(root, env);
  const maturin = () => plannedMaturin ?? maturinVersion(context, candidate);
  const facts: FingerprintFacts = {
    cargoConfig: cargoConfigOutside(root, env),
    envFiles: envFilesDigest(root, readEnvFileList(root, env)),
    executables: executableFiles(root, roots, env, ask),
    libc: libc(),
    outside: outsideContent(root, readOutsideList(root, env)),
    machine: `${process.platform}-${process.arch}`,
    python,
    pythonOfProjects: projectAbis(context, roots, python),
    results: resultVersion,
    rustc: rustcVersion(context),
    settingsAbove: settingsAbove(root, env),
    variables: relevantVariables(env, readOptional),
    ...(scope === 'distribution' ? { maturin: maturin() } : {}),
  };
  cache.save();
  return canonicalJson(facts);
}

/** `rustc -vV`, remembered while the toolchain that rustup would choose here is the same. */
function rustcVersion({ root, env, ask, cache }: Context): string | null {
  const program = rustcOf(root, env);
  if (program === undefined) return null;
  const version = () => ask(program, ['-vV'])?.trim() ?? null;
  if (isShim(program)) return version();
  const settings = canonicalJson([program, env['RUSTUP_TOOLCHAIN'], env['RUSTUP_HOME'], root]);
  return cache.answer('rustc', settings, isText, () => {
    const sysroot = ask(program, ['--print', 'sysroot'])?.trim();
    const files = [program, ...rustupFiles(root, env)];
    const real = sysroot === undefined ? [] : [join(sysroot, 'bin', parse(program).base)];
    return { value: version(), files: [...files, ...real] };
  });
}

/** RUSTC may be a name on the PATH, or a path from where cargo is started. */
function rustcOf(root: string, env: Env): string | undefined {
  const named = variable(env, 'RUSTC') ?? 'rustc';
  return parse(named).dir === '' ? findProgram(named, env) : resolve(root, named);
}

/** rustup's book, "Overrides": what its choice of a toolchain depends on. */
function rustupFiles(root: string, env: Env): string[] {
  const home = env['RUSTUP_HOME'] ?? join(homedir(), '.rustup');
  const named = (folder: string) =>
    ['rust-toolchain', 'rust-toolchain.toml'].map((name) => join(folder, name));
  return [join(home, 'settings.toml'), ...ancestors(root).flatMap(named)];
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** By the order of `findTool`: of the environment, else of the PATH. */
function maturinVersion({ root, env, ask, cache }: Context, candidate: Candidate): string | null {
  const prefix = 'prefix' in candidate ? candidate.prefix : undefined;
  const own = prefix && findProgramIn('maturin', [programFolder(resolve(root, prefix))], env);
  const program = own ?? findProgram('maturin', env);
  if (program === undefined) return null;
  const version = () => ask(program, ['--version'])?.trim() ?? null;
  if (isShim(program)) return version();
  const name = `maturin ${program}`;
  const isKnown = cache.known(name, '') !== undefined;
  if (own && prefix && !isKnown && isTrackedEnvironment(prefix, env, ask)) return null;
  return cache.answer(name, '', isText, () => ({ value: version(), files: [program] }));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Scripts of pyenv, asdf and mise choose a version at each start: they say nothing themselves. */
function isShim(program: string): boolean {
  return parse(dirname(program)).base === 'shims';
}

function libc(): string | null {
  const { name, version = [] } = hostLibc() ?? {};
  return name === undefined
    ? null
    : [name, version.join('.')].filter((part) => part !== '').join('-');
}
