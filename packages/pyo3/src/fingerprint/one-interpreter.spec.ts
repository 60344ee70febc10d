/** The Python that a task starts is the Python that its key holds, in every situation. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openAnswerCache } from '../environment/answer-cache.ts';
import { resolvePythonEnvironment } from '../environment/resolve.ts';
import { condaPython, environmentPython } from '../environment/virtual-environment.ts';
import { fakeRunner, interpreterFixture } from '../testing/environments.ts';
import { abiOf, chosenCandidate, projectAbis, type Abi } from './abi.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-which-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Each Python has its own version, so that it is known which one has answered. */
const versions = ['.venv', 'libs/a/.venv', 'active', 'conda', 'envs/py', 'path', 'copies'];

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), 0o755);
}

const make = {
  venv: (prefix: string) => {
    write(environmentPython(prefix));
    write(join(prefix, 'pyvenv.cfg'));
  },
  conda: (prefix: string) => {
    write(condaPython(prefix));
    write(join(prefix, 'conda-meta', 'history'));
  },
  nothing: (prefix: string) => write(join(prefix, 'left-over')),
  noPython: (prefix: string) => write(join(prefix, 'pyvenv.cfg')),
  dangling: (prefix: string) => {
    mkdirSync(dirname(join(root, prefix)), { recursive: true });
    symlinkSync('nowhere', join(root, prefix));
  },
};

function answerOf(program: string): string | undefined {
  const minor = versions.findIndex((folder) => program.startsWith(join(root, folder)));
  if (minor === -1) return undefined;
  const facts = interpreterFixture({ executable: program, version: [3, minor, 1], prefix: '/py' });
  return JSON.stringify({ libDir: null, frameworkPrefix: null, ...facts });
}

interface Situation {
  readonly files: Readonly<Record<string, keyof typeof make>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly interpreter?: string;
  /** Folder of the Python that must be used; `none` where the task must fail. */
  readonly uses: string;
}

const suffix = process.platform === 'win32' ? '.EXE' : '';
const situations: Readonly<Record<string, Situation>> = {
  'a .venv': { files: { '.venv': 'venv' }, uses: '.venv' },
  'a .venv and an active environment': {
    files: { '.venv': 'venv', active: 'venv' },
    env: { VIRTUAL_ENV: 'active' },
    uses: '.venv',
  },
  "a project's own .venv": {
    files: { '.venv': 'venv', 'libs/a/.venv': 'venv' },
    uses: 'libs/a/.venv',
  },
  'a .venv that conda made': { files: { '.venv': 'conda' }, uses: '.venv' },
  "a project's own .venv that conda made": {
    files: { '.venv': 'venv', 'libs/a/.venv': 'conda' },
    uses: 'libs/a/.venv',
  },
  'an active environment': {
    files: { active: 'venv', conda: 'conda' },
    env: { VIRTUAL_ENV: 'active', CONDA_PREFIX: 'conda' },
    uses: 'active',
  },
  'an active environment that conda made': {
    files: { active: 'conda' },
    env: { VIRTUAL_ENV: 'active' },
    uses: 'active',
  },
  'an active environment that is gone': {
    files: { conda: 'conda' },
    env: { VIRTUAL_ENV: 'active', CONDA_PREFIX: 'conda' },
    uses: 'none',
  },
  'an active conda environment': {
    files: { conda: 'conda' },
    env: { CONDA_PREFIX: 'conda' },
    uses: 'conda',
  },
  'an active conda environment that is gone': {
    files: {},
    env: { CONDA_PREFIX: 'conda' },
    uses: 'none',
  },
  'a .venv without anything of an environment': {
    files: { '.venv': 'nothing', active: 'venv' },
    env: { VIRTUAL_ENV: 'active' },
    uses: 'none',
  },
  'a .venv without Python': { files: { '.venv': 'noPython' }, uses: 'none' },
  'a .venv that is a link to nowhere': { files: { '.venv': 'dangling' }, uses: 'none' },
  "a project's own .venv without Python": {
    files: { '.venv': 'venv', 'libs/a/.venv': 'noPython' },
    uses: 'none',
  },
  'the option, for a virtual environment': {
    files: { '.venv': 'venv', 'libs/a/.venv': 'venv', 'envs/py': 'venv' },
    interpreter: 'envs/py',
    uses: 'envs/py',
  },
  'the option, for a conda environment': {
    files: { '.venv': 'venv', 'envs/py': 'conda' },
    interpreter: 'envs/py',
    uses: 'envs/py',
  },
  'the option, for the Python of an environment': {
    files: { '.venv': 'venv', 'envs/py': 'venv' },
    interpreter: environmentPython('envs/py'),
    uses: 'envs/py',
  },
  'the option, for a version': { files: { '.venv': 'venv' }, interpreter: '3.12', uses: 'path' },
  'the option, for a program': {
    files: { '.venv': 'venv' },
    interpreter: 'python3.12',
    uses: 'path',
  },
  'the option, for a folder without environment': {
    files: { '.venv': 'venv', 'envs/py': 'nothing' },
    interpreter: 'envs/py',
    uses: 'none',
  },
  'the option, for what is not there': {
    files: { '.venv': 'venv' },
    interpreter: 'envs/py',
    uses: 'none',
  },
};

function environmentOf({ env = {} }: Situation): Record<string, string> {
  const folders = Object.entries(env).map(([name, folder]) => [name, join(root, folder)]);
  return { PATH: join(root, 'path'), PATHEXT: '.EXE', ...Object.fromEntries(folders) };
}

/** What the key of a task of the project holds: its own environment, or that of the option or workspace. */
function keyOf(situation: Situation): Abi {
  const env = environmentOf(situation);
  const cache = openAnswerCache(join(root, 'data', 'answers.json'));
  const context = { root, env, cache, ask: (program: string) => answerOf(program) };
  const shared = abiOf(context, chosenCandidate(context, situation.interpreter));
  if (situation.interpreter !== undefined) return shared;
  const own = projectAbis(context, ['libs/a'], shared);
  return Object.hasOwn(own, 'libs/a') ? (own['libs/a'] ?? null) : shared;
}

async function taskOf(situation: Situation): Promise<number | undefined> {
  const { run } = fakeRunner(({ program }) => {
    const stdout = answerOf(program);
    return stdout === undefined ? { exitCode: 1 } : { stdout };
  });
  try {
    const found = await resolvePythonEnvironment({
      workspaceRoot: root,
      projectRoot: 'libs/a',
      env: environmentOf(situation),
      run,
      create: false,
      log: () => {},
      ...(situation.interpreter === undefined ? {} : { interpreter: situation.interpreter }),
    });
    return found.interpreter.version[1];
  } catch {
    return undefined;
  }
}

describe('tasks and their keys use the same Python, with', () => {
  it.each(Object.entries(situations))('%s', async (_name, situation) => {
    write(`path/python3.12${suffix}`);
    for (const [prefix, kind] of Object.entries(situation.files)) make[kind](prefix);
    const expected = situation.uses === 'none' ? undefined : versions.indexOf(situation.uses);
    expect(await taskOf(situation)).toBe(expected);
    const key = keyOf(situation);
    expect(key === null || 'unknown' in key ? key : key.version[1]).toBe(expected ?? null);
  });
});
