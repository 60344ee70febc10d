import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { combinations, type Combination } from './combinations.ts';
import {
  generate,
  writeCargoWorkspace,
  writeLibrary,
  type GeneratedLibrary,
} from './generated-library.ts';
import { complaints, libpython, pythonOf, run } from './tools.ts';

let root: string;
let venv: string;

/** Every layout, example and use of NumPy; tested from both sides and typed. */
const isCovered = (one: Combination) =>
  one.typing && one.cargoTest && one.unitTestRunner === 'pytest';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-built-'));
  venv = join(root, 'venv');
  const tools = ['mypy', 'pytest', 'numpy'];
  expect(complaints('uv', ['venv', '--quiet', venv], { cwd: root })).toBeUndefined();
  const install = ['pip', 'install', '--quiet', '--python', pythonOf(venv), ...tools];
  expect(complaints('uv', install, { cwd: root })).toBeUndefined();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each([['off'], ['3.10']] as const)('generated libraries with abi3 %s', (abi3) => {
  let libraries: readonly GeneratedLibrary[];
  let cwd: string;
  const env = () => ({ CARGO_TARGET_DIR: process.env['CARGO_TARGET_DIR'] ?? join(root, 'target') });
  const folder = ({ name }: GeneratedLibrary) => join(cwd, 'libs', name);
  const develop = (library: GeneratedLibrary) =>
    complaints('maturin', ['develop', '--quiet'], { cwd: folder(library), venv, env: env() });
  const pytest = (library: GeneratedLibrary) =>
    run(pythonOf(venv), ['-m', 'pytest', '-q'], { cwd: folder(library), venv });
  const cargoTest = (...args: readonly string[]) =>
    run('cargo', ['test', '--quiet', ...args], {
      cwd,
      venv,
      env: { ...env(), ...libpython(venv) },
    });

  beforeAll(async () => {
    cwd = join(root, `abi3-${abi3}`);
    const covered = combinations.filter((one) => isCovered(one) && one.abi3 === abi3);
    // One of each stub; with the stable ABI, which changes no stub, one of each layout.
    const chosen =
      abi3 === 'off' ? covered : covered.filter((one) => one.numpy && one.example === 'class');
    const offset = abi3 === 'off' ? 0 : 100;
    libraries = await Promise.all(chosen.map((one, index) => generate(one, offset + index)));
    for (const library of libraries) writeLibrary(cwd, library);
    writeCargoWorkspace(cwd, libraries);
  });

  it('are all there', () => {
    expect(libraries).toHaveLength(abi3 === 'off' ? 18 : 3);
  });

  it('can be imported after `maturin develop`, and pass pytest', () => {
    expect(libraries.map(develop).filter((complaint) => complaint !== undefined)).toEqual([]);
    const outcomes = libraries.map(pytest);
    expect(outcomes.filter(({ code }) => code !== 0).map(({ text }) => text)).toEqual([]);
  });

  it('have stubs that say what the modules are (stubtest)', () => {
    // Around a pure extension maturin makes a package of the same name; the inner one has no stub.
    const allowed = libraries.map(({ name }) => `${name}\\.${name}`).join('\n');
    const allowlist = join(cwd, 'allowlist.txt');
    writeFileSync(allowlist, `${allowed}\n`);
    const args = ['--allowlist', allowlist, '--ignore-unused-allowlist'];
    const modules = libraries.map(({ name }) => name);
    const stubtest = ['-m', 'mypy.stubtest', ...modules, ...args];
    expect(complaints(pythonOf(venv), stubtest, { cwd, venv })).toBeUndefined();
  });

  it('pass `cargo test`', () => {
    const { code, text } = cargoTest('--workspace');
    expect(code === 0 ? '' : text).toBe('');
  });

  const mutations = [
    ['function', 'src/lib.rs', 'sum::<f64>() /', 'sum::<f64>() *'],
    ['class', 'src/lib.rs', 'self.start..self.end', 'self.start..=self.end'],
    ['minimal', 'src/lib.rs', '"__version__", env!("CARGO_PKG_VERSION")', '"__version__", "none"'],
    ['class', 'src/arrays.rs', '&values * factor', '&values + factor'],
  ] as const;
  const ofAbi = mutations.filter(([example]) => abi3 === 'off' || example === 'class');

  it.each(ofAbi)('of a %s fail both tests when %s is broken', (example, path, right, wrong) => {
    const library = libraries.find(
      ({ combination: one }) => one.layout === 'mixed' && one.example === example && one.numpy,
    );
    if (library === undefined) throw new Error(`no library with the example ${example}`);
    const broken = breakFile(join(folder(library), path), right, wrong);
    try {
      const rust = cargoTest('-p', library.name);
      expect(rust).toMatchObject({ code: 101, text: expect.stringContaining('panicked at') });
      expect(develop(library)).toBeUndefined();
      const python = pytest(library);
      expect(python).toMatchObject({ code: 1, text: expect.stringContaining('1 failed') });
    } finally {
      broken.restore();
    }
  });

  it('fail pytest when the Python package is broken', () => {
    const library = libraries.find(({ combination: one }) => one.layout === 'src');
    if (library === undefined) throw new Error('no library with the layout src');
    const init = join(folder(library), 'src', library.name, '__init__.py');
    const broken = breakFile(init, '__all__', `del ${nameOf(library)}\n\n__all__`);
    try {
      // Exit code 2: the tests cannot even be collected.
      expect(pytest(library)).toMatchObject({
        code: 2,
        text: expect.stringContaining('cannot import name'),
      });
    } finally {
      broken.restore();
    }
  });
});

function nameOf({ combination }: GeneratedLibrary): string {
  return { function: 'mean', class: 'Interval', minimal: '__version__' }[combination.example];
}

function breakFile(path: string, right: string, wrong: string): { restore(): void } {
  const text = readFileSync(path, 'utf8');
  const broken = text.replace(right, wrong);
  if (broken === text) throw new Error(`${path} has no \`${right}\` to break.`);
  writeFileSync(path, broken);
  return { restore: () => writeFileSync(path, text) };
}
