import { addProjectConfiguration, logger, type Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { stubsGenerator } from './generator.ts';

let tree: Tree;
beforeEach(async () => {
  jest.spyOn(logger, 'info').mockImplementation(() => undefined);
  tree = await treeWithLibrary();
});
const manifest = 'libs/fast/Cargo.toml';
const setUp = () => stubsGenerator(tree, { project: 'fast' });
const read = (file: string) => tree.read(file, 'utf-8') ?? '';
const setMaturin = (line: string) => {
  const file = 'libs/fast/pyproject.toml';
  tree.write(file, read(file).replace('[tool.maturin]\n', `[tool.maturin]\n${line}\n`));
};
const replace = (from: string | RegExp, to: string) =>
  tree.write(manifest, read(manifest).replace(from, to));

describe('the setup for generated stubs', () => {
  it('enables the feature, and changes no other file', async () => {
    const before = read(manifest);
    const changed = await changedFiles(tree, setUp);
    expect(changed.match(/^--- .*$/gm)).toEqual([`--- ${manifest}`]);
    expect(read(manifest)).toBe(
      before.replace(
        'pyo3 = "0.30"',
        'pyo3 = { version = "0.30", features = ["experimental-inspect"] }',
      ),
    );
  });

  it('prints nothing the second time', async () => {
    await setUp();
    expect(await changedFiles(tree, setUp)).toBe('');
  });

  it.each([
    [
      'pyo3 = { version = "0.30", features = ["abi3-py39"] } # why',
      'pyo3 = { version = "0.30", features = ["abi3-py39", "experimental-inspect"] } # why',
    ],
    ['pyo3.workspace = true', 'pyo3.workspace = true\npyo3.features = ["experimental-inspect"]'],
    [
      'pyo3 = { workspace = true }',
      'pyo3 = { workspace = true, features = ["experimental-inspect"] }',
    ],
    [
      'py = { package = "pyo3", version = "0.30" }',
      'py = { package = "pyo3", version = "0.30", features = ["experimental-inspect"] }',
    ],
    [
      '[dependencies.pyo3]\nversion = "0.30"',
      '[dependencies.pyo3]\nversion = "0.30"\nfeatures = ["experimental-inspect"]',
    ],
  ])('edits %s', async (written, expected) => {
    tree.write('Cargo.toml', `${read('Cargo.toml')}\n[workspace.dependencies]\npyo3 = "0.30"\n`);
    replace('pyo3 = "0.30"', written);
    const before = read(manifest);
    await setUp();
    expect(read(manifest)).toBe(before.replace(written, expected));
  });

  it('leaves a feature to the workspace that enables it', async () => {
    const shared = 'pyo3 = { version = "0.30", features = ["experimental-inspect"] }';
    tree.write('Cargo.toml', `${read('Cargo.toml')}\n[workspace.dependencies]\n${shared}\n`);
    replace('pyo3 = "0.30"', 'pyo3.workspace = true');
    expect(await changedFiles(tree, setUp)).toBe('');
  });

  it.each([
    ['an older pyo3', () => replace('pyo3 = "0.30"', 'pyo3 = "0.27"'), 'uses pyo3 0.27, but stubs'],
    [
      'a module that is a function',
      () =>
        tree.write(
          'libs/fast/src/lib.rs',
          "#[pymodule]\nfn _fast(m: &Bound<'_, PyModule>) -> PyResult<()> {\n    Ok(())\n}\n",
        ),
      'has a function as its module (in libs/fast/src/lib.rs), whose items cannot be introspected.',
    ],
    ['no pyo3', () => replace('pyo3 = "0.30"', ''), 'is not a PyO3 library.'],
    ['other bindings', () => setMaturin('bindings = "uniffi"'), 'has the bindings uniffi'],
    ['stripped symbols', () => setMaturin('strip = true'), 'has `strip = true` under'],
  ])('is rejected for %s, and nothing is written', async (_, change, message) => {
    change();
    expect(await refusal(tree, setUp)).toContain(message);
  });

  it('is rejected for a name that is not a project', async () => {
    addProjectConfiguration(tree, 'other', { root: 'other' });
    const run = () => stubsGenerator(tree, { project: 'other' });
    expect(await refusal(tree, run)).toContain('There is no project "other"');
  });
});
