/**
 * The ABI of the Python that tasks use: what decides which extensions it can load, and so what a result
 * may be used for. It is asked of the candidate that the tasks themselves would start.
 */
import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { AnswerCache } from '../environment/answer-cache.ts';
import {
  chooseCandidate,
  filesBehind,
  inFolder,
  type Candidate,
} from '../environment/candidates.ts';
import { inspectionScript, parseInterpreter } from '../environment/interpreter.ts';
import { futurePython } from '../environment/pinned-python.ts';
import { isTrackedEnvironment } from '../environment/tracked-environment.ts';
import { safely } from '../files/disk.ts';
import type { Ask } from '../process/ask.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';
import { digest } from './variables.ts';

/** What a Python says of itself; its patch level is not part of it. */
export interface KnownAbi {
  readonly abiFlags: string;
  readonly extSuffix: string;
  readonly implementation: string;
  readonly pointerWidth: number;
  readonly version: readonly [major: number, minor: number];
}

/**
 * `null` where no Python can be started, so that the tasks fail. `unknown` is a Python that cannot be
 * known before it is used; its text is equal in no two checkouts.
 */
export type Abi = KnownAbi | { readonly unknown: string } | null;

export interface AbiContext {
  /** Absolute path of the workspace root, in which `ask` starts programs. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ask: Ask;
  readonly cache: AnswerCache;
}

/** The candidate of the workspace, or of the option `interpreter`. */
export function chosenCandidate(
  { root, env }: Pick<AbiContext, 'root' | 'env'>,
  interpreter?: string,
): Candidate {
  const option = interpreter === undefined ? {} : { interpreter };
  return chooseCandidate({ workspaceRoot: root, env, ...option });
}

/** The ABI of a candidate's Python. Nothing that git tracks is started. */
export function abiOf(context: AbiContext, candidate: Candidate): Abi {
  switch (candidate.kind) {
    case 'venv':
    case 'conda':
      return environmentAbi(context, candidate);
    case 'program':
      return programAbi(context, candidate.python);
    case 'create':
      return futureAbi(context);
    case 'broken':
    case 'gone':
    case 'missing':
    case 'absent':
      return null;
  }
}

/** ABIs of projects' own environments that differ from the workspace's, by project folder. */
export function projectAbis(
  context: AbiContext,
  roots: readonly string[],
  workspace: Abi,
): Readonly<Record<string, Abi>> {
  const own = roots
    .filter((root) => root !== '.')
    .map((root) => [root, inFolder(join(context.root, root, '.venv'), 'project-venv')] as const)
    .filter(([, { kind }]) => kind !== 'absent')
    .map(([root, candidate]) => [root, abiOf(context, candidate)] as const)
    .filter(([, abi]) => canonicalJson(abi) !== canonicalJson(workspace));
  return Object.fromEntries(own);
}

export function isAbi(value: unknown): value is Abi {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  return 'unknown' in value ? typeof value.unknown === 'string' : isKnownAbi(value);
}

function isKnownAbi(value: unknown): value is KnownAbi {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return (
    Array.isArray(value.version) &&
    ['abiFlags', 'extSuffix', 'implementation', 'pointerWidth'].every((name) => name in value)
  );
}

/** In words, for people. */
export function showAbi(abi: Abi): string {
  if (abi === null) return 'none that can be started';
  if ('unknown' in abi) return 'not known before a task uses it';
  const { implementation, version, abiFlags, extSuffix } = abi;
  return `${implementation} ${version.join('.')}${abiFlags} (${extSuffix})`;
}

function environmentAbi(
  context: AbiContext,
  candidate: Candidate & { readonly prefix: string; readonly python: string },
): Abi {
  const { prefix, python } = candidate;
  const name = `python ${python}`;
  const isKnown = context.cache.known(name, '') !== undefined;
  if (!isKnown && isTrackedEnvironment(prefix, context.env, context.ask)) return null;
  return context.cache.answer(name, '', isKnownAbi, () => ({
    value: askAbi(context, python),
    files: filesBehind(candidate),
  }));
}

/**
 * Asked each time: a program on the PATH may be a script that starts one Python or another. The option
 * comes from the repository, so nothing is started but what bears the name of an interpreter and is not
 * tracked by git; of another program the stamp counts.
 */
function programAbi(context: AbiContext, python: string): Abi {
  const isNamedLikeOne = /^(python|pypy|graalpy)[\d.]*[td]*(\.exe)?$/i.test(basename(python));
  if (isNamedLikeOne && !isTrackedEnvironment(python, context.env, context.ask)) {
    return askAbi(context, python);
  }
  const found = safely(() => statSync(python), undefined);
  return unknown(context, `${python}\n${String(found?.mtimeMs)}\n${String(found?.size)}`);
}

/**
 * ABI of the environment that will be made. It is asked each time, since a Python may be installed
 * meanwhile, and only until there is an environment. uv may download one, which cannot be known.
 */
function futureAbi(context: AbiContext): Abi {
  const chosen = futurePython(context.root, context.env, context.ask);
  const abi = chosen === undefined ? null : askAbi(context, resolve(context.root, chosen));
  return abi ?? unknown(context);
}

function unknown({ root }: AbiContext, what = ''): Abi {
  return { unknown: digest(`${hostname()}\n${root}${what && `\n${what}`}`) };
}

function askAbi({ ask }: AbiContext, python: string): KnownAbi | null {
  const interpreter = parseInterpreter(ask(python, ['-I', '-c', inspectionScript]) ?? '');
  if (interpreter === undefined) return null;
  const { abiFlags, extSuffix, implementation, pointerWidth, version } = interpreter;
  const [major, minor] = version;
  return { abiFlags, extSuffix, implementation, pointerWidth, version: [major, minor] };
}
