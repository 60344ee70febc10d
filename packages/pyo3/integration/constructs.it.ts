import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guideFolder, guideLibrary, makeGuideLibrary, mutations } from './constructs/guide.ts';
import { addLibrary, writeTree } from './constructs/libraries.ts';
import { readInto, realLibraries } from './constructs/real-libraries.ts';
import { randomSteps, step } from './constructs/steps.ts';
import { complaints, libpython, pythonOf, run, type Outcome } from './generated/tools.ts';

let root: string;
let venv: string;

/** Another one tries other options in another order: `PYO3_CONSTRUCTS_SEED=7`. */
const seed = Number(process.env['PYO3_CONSTRUCTS_SEED'] ?? '1');

/** The guide's commands with an older PyO3: `PYO3_CONSTRUCTS_PYO3=0.23`. */
const pyo3Version = process.env['PYO3_CONSTRUCTS_PYO3'];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-constructs-'));
  venv = join(root, 'venv');
  const tools = ['mypy', 'pytest', 'numpy', 'typing_extensions'];
  const install = ['pip', 'install', '--quiet', '--python', pythonOf(venv), ...tools];
  expect(complaints('uv', ['venv', '--quiet', venv], { cwd: root })).toBeUndefined();
  expect(complaints('uv', install, { cwd: root })).toBeUndefined();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const environment = () => ({
  CARGO_TARGET_DIR: process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'),
  CARGO_PROFILE_DEV_DEBUG: '0',
});
const tool = (cwd: string, program: string, ...args: readonly string[]) =>
  complaints(program, args, { cwd, venv, env: environment() });
const python = (cwd: string, ...args: readonly string[]) => tool(cwd, pythonOf(venv), ...args);
const cargoTest = (cwd: string): Outcome =>
  run('cargo', ['test', '--workspace', '--no-fail-fast'], {
    cwd,
    venv,
    env: { ...environment(), ...libpython(venv) },
  });

/**
 * Six of the eight generators for each library, in an order and with options that a seed decides. With
 * a long name lines are broken that are not with a short one.
 */
const libraries = [
  { name: 'flat', layout: 'pure', form: 'functional', seed },
  { name: 'mixed', layout: 'mixed', form: 'declarative', seed: seed + 1000 },
  { name: 'whose_name_makes_lines_break', layout: 'src', form: 'declarative', seed: seed + 2000 },
] as const;

const workspaces: readonly (readonly [
  title: string,
  folder: string,
  names: readonly string[],
  make: (root: string) => Promise<void>,
])[] = [
  ['the commands of docs/pyo3-guide.md', 'guide', [guideLibrary], makeGuide],
  [
    `three random sequences of commands (seed ${String(seed)})`,
    'random',
    libraries.map(({ name }) => name),
    makeRandom,
  ],
];

async function makeGuide(folder: string): Promise<void> {
  const tree = createTreeWithEmptyWorkspace();
  await makeGuideLibrary(tree, pyo3Version);
  writeTree(tree, folder);
}

async function makeRandom(folder: string): Promise<void> {
  const tree = createTreeWithEmptyWorkspace();
  for (const { name, layout, form, seed: own } of libraries) {
    await addLibrary(tree, name, form, { layout, example: 'minimal' });
    for (const one of randomSteps(own, name).slice(0, 6)) {
      await one.run(tree).catch((error: unknown) => {
        throw new Error(one.title, { cause: error });
      });
    }
  }
  writeTree(tree, folder);
}

describe.each(workspaces)('after %s', (_title, folder, names, make) => {
  let cwd: string;
  beforeAll(async () => {
    cwd = join(root, folder);
    await make(cwd);
  });

  it('the Rust is formatted, and clippy is content', () => {
    const clippy = ['clippy', '--quiet', '--workspace', '--all-targets', '--', '-D', 'warnings'];
    expect(tool(cwd, 'cargo', 'fmt', '--all', '--check')).toBeUndefined();
    expect(tool(cwd, 'cargo', ...clippy)).toBeUndefined();
  });

  it('ruff is content with the Python', () => {
    expect(tool(cwd, 'ruff', 'check', '--no-cache', '.')).toBeUndefined();
    expect(tool(cwd, 'ruff', 'format', '--no-cache', '--check', '.')).toBeUndefined();
  });

  it('cargo test passes', () => {
    const { code, text } = cargoTest(cwd);
    expect(code === 0 ? '' : text).toBe('');
  });

  it.each(names)('%s is imported, and passes pytest, mypy --strict and stubtest', (name) => {
    const library = join(cwd, 'libs', name);
    expect(tool(library, 'maturin', 'develop', '--quiet')).toBeUndefined();
    expect(python(library, '-m', 'pytest', '-q')).toBeUndefined();
    expect(python(library, '-m', 'mypy')).toBeUndefined();
    // Around a pure extension maturin makes a package of the same name; the inner one has no stub.
    const allowlist = join(root, 'allowlist.txt');
    writeFileSync(allowlist, `${name}\\.${name}\n`);
    const options = ['--allowlist', allowlist, '--ignore-unused-allowlist'];
    expect(python(library, '-m', 'mypy.stubtest', name, ...options)).toBeUndefined();
  });
});

describe('the tests that the generators write', () => {
  let cwd: string;
  let library: string;
  beforeAll(async () => {
    cwd = join(root, 'broken');
    library = join(cwd, guideFolder);
    await makeGuide(cwd);
    for (const { file, right, wrong } of mutations) {
      const path = join(library, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(right))
        throw new Error(`${file} has no ${JSON.stringify(right)} to break.`);
      writeFileSync(path, text.replace(right, wrong));
    }
  });

  it('fail in Rust, each of them, when what they test is broken', () => {
    const { code, text } = cargoTest(cwd);
    expect(code).toBe(101);
    const failed = [...text.matchAll(/^test (\S+) \.\.\. FAILED$/gm)].map(([, name = '']) => name);
    const tests = failed.map((name) => name.split('::').at(-1));
    for (const { rustTest } of mutations) expect(tests).toContain(rustTest);
  });

  it('fail in Python, each of them, when what they test is broken', () => {
    expect(tool(library, 'maturin', 'develop', '--quiet')).toBeUndefined();
    const args = ['-m', 'pytest', '-q', '-rf', '--no-header'];
    const { code, text } = run(pythonOf(venv), args, { cwd: library, venv });
    expect(code).toBe(1);
    const failed = [...text.matchAll(/^FAILED (\S+?)::/gm)].map(([, file]) => file);
    for (const { pytest } of mutations) expect(failed).toContain(pytest);
  });
});

const steps = (name: string) => [
  step('function', name, 'count', { args: 'values: list[int], *, start: int = 0', returns: 'int' }),
  step('class', name, 'Point', { fields: 'x: float, y: float = 0.0', repr: true, eq: true }),
  step('enum', name, 'Color', { variants: 'Red, Green, Blue = 10' }),
  step('exception', name, 'StoreError', { children: 'LostError', fromRust: true }),
  step('submodule', name, 'stats', {}),
  step('embed', name, 'report', { from: 'file' }),
  step('async-function', name, 'fetch', { args: 'url: str', returns: 'str', fallible: true }),
];

describe.each(realLibraries)('$name, a library of others, after seven commands', (real) => {
  const { name } = real;
  let cwd: string;

  /** All that it passes without them. */
  const checks: readonly (readonly [program: string, ...args: string[]])[] = [
    ['cargo', 'fmt', '--check'],
    ...(real.passesClippy
      ? [['cargo', 'clippy', '--quiet', '--all-targets', '--', '-D', 'warnings'] as const]
      : []),
    ['ruff', 'check', '--no-cache', '.'],
    ['ruff', 'format', '--no-cache', '--check', '.'],
  ];
  beforeAll(async () => {
    const tree = createTreeWithEmptyWorkspace();
    const folder = `libs/${name}`;
    readInto(tree, await real.folder(), folder);
    // So that cargo's tests can link Python, and an example stands by itself.
    const manifest = tree.read(`${folder}/Cargo.toml`, 'utf-8') ?? '';
    const own = manifest
      .replace('features = ["extension-module"]', '')
      .replace(/pyo3 = \{ path = "[./]*" \}/, 'pyo3 = "0.29"');
    tree.write(`${folder}/Cargo.toml`, own);
    for (const one of steps(name)) await one.run(tree);
    writeTree(tree, join(root, name));
    cwd = join(root, name, folder);
  });

  it('still has well-formed Rust and Python', () => {
    for (const command of checks) expect(tool(cwd, ...command)).toBeUndefined();
  });

  it('passes cargo test', () => {
    const { code, text } = cargoTest(cwd);
    expect(code === 0 ? '' : text).toBe('');
  });

  it('passes its own pytest and the new ones', () => {
    const install = {
      maturin: ['maturin', 'develop', '--quiet'],
      'setuptools-rust': ['uv', 'pip', 'install', '--quiet', '--editable', '.'],
    } as const;
    const [program, ...args] = install[real.backend];
    expect(tool(cwd, program, ...args)).toBeUndefined();
    expect(python(cwd, '-m', 'pytest', '-q', 'tests')).toBeUndefined();
  });
});
