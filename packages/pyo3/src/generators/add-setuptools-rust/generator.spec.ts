import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { refusal } from '../../testing/constructs.ts';
import { addSetuptoolsRustGenerator } from './generator.ts';
import type { AddSetuptoolsRustGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';
const addRust = async (options: Partial<AddSetuptoolsRustGeneratorOptions> = {}) => {
  await addSetuptoolsRustGenerator(tree, { project: 'fast', skipFormat: true, ...options });
};

const build = '[build-system]\nrequires = ["setuptools>=77", "setuptools-scm>=8"] # ours\n';
const metadata = '[project]\nname = "fast"\ndynamic = ["version"]\nrequires-python = ">=3.10"\n';
const src = { 'src/fast/__init__.py': '__version__ = "1"\n' };
const flat = { 'fast/__init__.py': '__version__ = "1"\n' };

function writePackage(pyproject: string, files: Readonly<Record<string, string>> = {}): void {
  tree.write('libs/fast/pyproject.toml', pyproject);
  for (const [file, text] of Object.entries(files)) tree.write(`libs/fast/${file}`, text);
}

describe('a setuptools package that gets a Rust extension', () => {
  it('keeps its backend and settings, and adds setuptools-rust', async () => {
    writePackage(`${build}${metadata}\n[tool.setuptools_scm]\n`, src);
    await addRust();
    expect(read('pyproject.toml')).toMatchInlineSnapshot(`
      "[build-system]
      requires = ["setuptools>=77", "setuptools-scm>=8", "setuptools-rust>=1.12"] # ours
      [project]
      name = "fast"
      dynamic = ["version"]
      requires-python = ">=3.10"

      [tool.setuptools_scm]

      [[tool.setuptools-rust.ext-modules]]
      target = "fast._fast"
      path = "rust/Cargo.toml"
      binding = "PyO3"

      [tool.uv]
      cache-keys = [{ file = "pyproject.toml" }, { file = "rust/Cargo.toml" }, { file = "rust/src/**/*.rs" }, { file = "../../Cargo.toml" }, { file = "../../Cargo.lock" }]
      "
    `);
  });

  it('gets the crate, the stub and a test', async () => {
    writePackage(build + metadata, src);
    await addRust();
    expect(read('rust/src/lib.rs')).toContain('mod _fast {');
    expect(read('src/fast/_fast.pyi')).toContain('def mean(');
    expect(read('tests/test_fast_rust.py')).toContain('from fast._fast import mean');
    expect(tree.exists('libs/fast/src/fast/py.typed')).toBe(false);
    expect(tree.read('Cargo.toml', 'utf-8')).toContain('members = ["libs/fast/rust"]');
    expect(tree.read('.gitignore', 'utf-8')).toContain('*.egg-info/');
  });

  it('lists its crate in MANIFEST.in, once', async () => {
    writePackage(build + metadata, {
      ...src,
      'MANIFEST.in': 'prune docs\ninclude rust/Cargo.toml',
    });
    await addRust();
    expect(read('MANIFEST.in')).toBe(
      'prune docs\ninclude rust/Cargo.toml\nrecursive-include rust/src *.rs\n',
    );
  });

  it('has a crate that inherits nothing, because a source archive contains only that crate', async () => {
    tree.write(
      'Cargo.toml',
      '[workspace]\nmembers = []\n\n[workspace.dependencies]\npyo3 = "0.29.1"\n',
    );
    writePackage(build + metadata, src);
    await addRust();
    expect(read('rust/Cargo.toml')).toContain('pyo3 = "0.29.1"');
    expect(read('rust/Cargo.toml')).not.toContain('workspace');
  });
});

describe('the crate folder is not a package', () => {
  it.each([
    ['that setuptools finds by itself', '', 'include = ["fast", "fast.*"]'],
    [
      'that it finds by patterns',
      '[tool.setuptools.packages.find]\nexclude = ["docs*"]\n',
      'exclude = ["docs*", "rust", "rust.*"]',
    ],
    ['of a list', '[tool.setuptools]\npackages = ["fast"]\n', 'packages = ["fast"]\n'],
  ])('%s', async (_, settings, expected) => {
    writePackage(`${build}${metadata}\n${settings}`, flat);
    await addRust();
    expect(read('pyproject.toml')).toContain(expected);
    expect(read('pyproject.toml')).toContain('target = "fast._fast"');
  });

  it('with a setup.py, which is unchanged', async () => {
    const script = 'from setuptools import setup\nsetup(packages=["fast"])\n';
    writePackage(build + metadata, { ...flat, 'setup.py': script });
    await addRust();
    expect(read('setup.py')).toBe(script);
    expect(read('pyproject.toml')).not.toContain('packages.find');
  });
});

describe('the package that gets the extension', () => {
  const several = { 'src/one/__init__.py': '', 'src/two/__init__.py': '' };

  it('is the requested one', async () => {
    writePackage(build + metadata, several);
    await addRust({ package: 'two' });
    expect(read('pyproject.toml')).toContain('target = "two._two"');
    expect(read('src/two/_two.pyi')).toContain('def mean(');
  });

  it('is the only one', async () => {
    writePackage(build + metadata, { 'src/one/__init__.py': '' });
    await addRust();
    expect(read('pyproject.toml')).toContain('target = "one._one"');
  });

  it('must be named if there are several', async () => {
    writePackage(build + metadata, several);
    expect(await refusal(tree, addRust)).toBe(
      'The project "fast" cannot get Rust: no package "fast" with an __init__.py was found in "src" or ".". Name the package that should contain it: --package=one',
    );
  });
});

describe('an unsuitable project is rejected, and nothing is changed', () => {
  it.each<readonly [why: string, pyproject: string, files: Readonly<Record<string, string>>]>([
    [
      'its build backend is "hatchling.build", but setuptools-rust requires setuptools. Run nx g pyo3:add-rust fast, which makes maturin its build backend.',
      `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n${metadata}`,
      src,
    ],
    [
      'no package "fast" with an __init__.py was found in "src" or ".". Create the package first, then run the command again.',
      build + metadata,
      {},
    ],
    [
      'its requires-python is ">=3.7", but pyo3 0.30 supports Python 3.9 and later. Name a Python project with a build backend below the root: nx g pyo3:add-setuptools-rust mylib',
      build + metadata.replace('3.10', '3.7'),
      src,
    ],
    [
      'setuptools looks for namespace packages beside pyproject.toml, where "rust" would be one. List its packages in [tool.setuptools] packages, then run the command again.',
      build + metadata,
      { ...flat, 'setup.cfg': '[options]\npackages = find_namespace:\n' },
    ],
    [
      'it is built with Rust already. Name a Python project with a build backend below the root: nx g pyo3:add-setuptools-rust mylib',
      `${build.replace('setuptools-scm>=8', 'setuptools-rust')}${metadata}`,
      src,
    ],
  ])('%s', async (why, pyproject, files) => {
    writePackage(pyproject, files);
    expect(await refusal(tree, addRust)).toBe(`The project "fast" cannot get Rust: ${why}`);
  });

  it('an existing file at a generated path', async () => {
    writePackage(build + metadata, { ...src, 'rust/notes.md': '' });
    expect(await refusal(tree, addRust)).toContain('"libs/fast/rust" already exists');
  });
});
