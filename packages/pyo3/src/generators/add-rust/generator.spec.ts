import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { refusal } from '../../testing/constructs.ts';
import { addRustGenerator } from './generator.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const addRust = async () => {
  await addRustGenerator(tree, { project: 'fast', skipFormat: true });
};

const metadata = '[project]\nname = "fast"\nversion = "1.2.0"\nrequires-python = ">=3.10"\n';
const dynamic = '[project]\nname = "fast"\ndynamic = ["version"]\nrequires-python = ">=3.10"\n';

function writePackage(pyproject: string, files: Readonly<Record<string, string>> = {}): void {
  tree.write('libs/fast/pyproject.toml', pyproject);
  for (const [file, text] of Object.entries(files)) tree.write(`libs/fast/${file}`, text);
}

const backend = (name: string, ...requires: readonly string[]) =>
  `[build-system]\nrequires = ${JSON.stringify(requires)}\nbuild-backend = "${name}"\n\n`;
const hatchling = backend('hatchling.build', 'hatchling>=1.26');
const setuptools = backend('setuptools.build_meta', 'setuptools>=77', 'wheel');
const poetry = backend('poetry.core.masonry.api', 'poetry-core>=2');
const flit = backend('flit_core.buildapi', 'flit_core>=3.4,<4');
const uvBuild = backend('uv_build', 'uv_build>=0.8,<0.9');

const src = { 'src/fast/__init__.py': '"""Fast things."""\n\n__version__ = "1.2.0"\n' };
const flat = { 'fast/__init__.py': '"""Fast things."""\n\n__version__ = "1.2.0"\n' };

describe('a Python package that gets a Rust extension', () => {
  it('uses maturin as its build backend, and keeps everything else in pyproject.toml', async () => {
    const scripts = '\n[project.scripts]\nfast = "fast:main" # the program\n';
    const settings = '[tool.hatch.envs.test]\ndependencies = ["pytest"]\n';
    const build =
      '# what goes into the wheel\n[tool.hatch.build.targets.wheel]\npackages = ["src/fast"]\n';
    writePackage(`${hatchling}${metadata}${scripts}\n${build}\n${settings}`, src);
    await addRust();
    expect(read('libs/fast/pyproject.toml')).toMatchInlineSnapshot(`
      "[build-system]
      requires = ["maturin>=1.16,<2.0"]
      build-backend = "maturin"

      [project]
      name = "fast"
      version = "1.2.0"
      requires-python = ">=3.10"

      [project.scripts]
      fast = "fast:main" # the program

      [tool.hatch.envs.test]
      dependencies = ["pytest"]

      [tool.maturin]
      module-name = "fast._fast"
      python-source = "src"
      exclude = ["**/__pycache__/**"]
      manifest-path = "rust/Cargo.toml"
      editable-profile = "dev"
      use-base-python = true

      [tool.maturin.sbom]
      rust = false

      [tool.uv]
      cache-keys = [{ file = "pyproject.toml" }, { file = "rust/Cargo.toml" }, { file = "rust/src/**/*.rs" }, { file = "../../Cargo.toml" }, { file = "../../Cargo.lock" }]
      "
    `);
  });

  it('keeps its sources, and gets the crate, the stub and a test beside them', async () => {
    writePackage(hatchling + metadata, { ...src, 'tests/test_fast.py': 'import fast\n' });
    const before = read('libs/fast/src/fast/__init__.py');
    await addRust();
    expect(read('libs/fast/src/fast/__init__.py')).toBe(before);
    expect(read('libs/fast/rust/src/lib.rs')).toContain('mod _fast {');
    expect(read('libs/fast/src/fast/_fast.pyi')).toContain('def mean(');
    expect(read('libs/fast/tests/test_fast_rust.py')).toContain('from fast._fast import mean');
    expect(tree.exists('libs/fast/src/fast/py.typed')).toBe(false);
    expect(read('libs/fast/rust/Cargo.toml')).toContain('name = "fast"');
  });

  it('stays typed if it was typed', async () => {
    writePackage(hatchling + metadata, { ...src, 'src/fast/py.typed': '' });
    await addRust();
    expect(tree.exists('libs/fast/src/fast/py.typed')).toBe(true);
  });

  it('joins the cargo and the uv workspace', async () => {
    writePackage(hatchling + metadata, src);
    await addRust();
    expect(read('Cargo.toml')).toContain('members = ["libs/fast/rust"]');
    expect(read('pyproject.toml')).toContain('members = ["libs/fast"]');
  });

  it("gets another crate name if a crate already has the distribution's name", async () => {
    writePackage(hatchling + metadata, src);
    tree.write(
      'crates/core/Cargo.toml',
      '[package]\nname = "fast"\nversion = "0.1.0"\n\n[lib]\nname = "core"\n',
    );
    tree.write('crates/core/project.json', '{ "name": "core" }');
    await addRustGenerator(tree, { project: 'fast', skipFormat: true });
    expect(read('libs/fast/rust/Cargo.toml')).toContain('name = "fast-rust"');
  });
});

describe('metadata that the old backend computed is written out', () => {
  it.each<
    readonly [
      title: string,
      pyproject: string,
      files: Readonly<Record<string, string>>,
      where: string,
    ]
  >([
    [
      'hatchling, a version in the source',
      `${hatchling}${dynamic}\n[tool.hatch.version]\npath = "src/fast/__init__.py"\n`,
      src,
      'src',
    ],
    ['hatchling, a package beside pyproject.toml', hatchling + metadata, flat, '.'],
    [
      'setuptools, an attribute',
      `${setuptools}${dynamic}\n[tool.setuptools.dynamic]\nversion = { attr = "fast.__version__" }\n`,
      flat,
      '.',
    ],
    [
      'setuptools, a file',
      `${setuptools}${dynamic}\n[tool.setuptools]\npackage-dir = { "" = "src" }\n\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n`,
      { ...src, VERSION: '1.2.0\n' },
      'src',
    ],
    [
      'setuptools, packages found and data named',
      `${setuptools}${metadata}\n[tool.setuptools.packages.find]\nwhere = ["lib"]\n\n[tool.setuptools.package-data]\nfast = ["*.json"]\n`,
      { 'lib/fast/__init__.py': '' },
      'lib',
    ],
    [
      'setuptools, packages by name',
      `${setuptools}${metadata}\n[tool.setuptools]\npackages = ["fast", "fast.inner"]\n`,
      flat,
      '.',
    ],
    [
      'setuptools, packages found by patterns',
      `${setuptools}${metadata}\n[tool.setuptools.packages.find]\ninclude = ["fast*"]\nexclude = ["fast.tests*", "slow"]\nnamespaces = false\n`,
      { ...flat, 'fast/inner/__init__.py': '', 'slow/__init__.py': '', 'other/__init__.py': '' },
      '.',
    ],
    ['setuptools, nothing said', setuptools + metadata, { ...flat, 'tests/__init__.py': '' }, '.'],
    [
      'poetry-core',
      `${poetry}${metadata}\n[tool.poetry]\npackages = [{ include = "fast", from = "src" }]\n`,
      src,
      'src',
    ],
    ['flit', flit + dynamic, src, 'src'],
    ['uv_build', `${uvBuild}${metadata}\n[tool.uv.build-backend]\nmodule-root = ""\n`, flat, '.'],
  ])('%s', async (_, pyproject, files, where) => {
    writePackage(pyproject, files);
    await addRust();
    const after = read('libs/fast/pyproject.toml');
    expect(after).toContain('build-backend = "maturin"');
    expect(after).toContain(`python-source = "${where}"`);
    expect(after).toContain('version = "1.2.0"');
    expect(after).not.toMatch(/dynamic|hatch|setuptools|poetry|flit|uv_build|build-backend\]/);
  });

  it('flit also gets a description', async () => {
    writePackage(`${flit}${dynamic.replace('["version"]', '["version", "description"]')}`, flat);
    await addRust();
    expect(read('libs/fast/pyproject.toml')).toContain('description = "Fast things."');
  });
});

describe('a setting that maturin lacks is rejected, and nothing is changed', () => {
  it.each<readonly [why: string, pyproject: string, files: Readonly<Record<string, string>>]>([
    ['its build backend is "pdm.backend"', backend('pdm.backend', 'pdm-backend') + metadata, src],
    [
      'its build also requires "hatch-vcs"',
      backend('hatchling.build', 'hatchling', 'hatch-vcs') + metadata,
      src,
    ],
    [
      '"hooks" in [tool.hatch.build] has no known equivalent in maturin',
      `${hatchling}${metadata}\n[tool.hatch.build.hooks.custom]\n`,
      src,
    ],
    [
      '"force-include" in [tool.hatch.build.targets.wheel] has no known equivalent in maturin',
      `${hatchling}${metadata}\n[tool.hatch.build.targets.wheel.force-include]\na = "b"\n`,
      src,
    ],
    ['it has a setup.py', setuptools + metadata, { ...flat, 'setup.py': 'setup()\n' }],
    [
      '"py-modules" in [tool.setuptools] has no known equivalent in maturin',
      `${setuptools}${metadata}\n[tool.setuptools]\npy-modules = ["fast"]\n`,
      flat,
    ],
    [
      '"." contains several packages (fast, slow), but maturin packages exactly one',
      setuptools + metadata,
      { ...flat, 'slow/__init__.py': '' },
    ],
    [
      'it excludes fast.tests, but maturin packages everything',
      `${setuptools}${metadata}\n[tool.setuptools.packages.find]\nexclude = ["fast.tests*"]\n`,
      { ...flat, 'fast/tests/__init__.py': '' },
    ],
    ['no package with an __init__.py was found in "src/fast" or "fast"', hatchling + metadata, {}],
    ['the source of the dynamic field "version" is unknown', hatchling + dynamic, src],
    [
      '"src/fast/__init__.py" has no version',
      `${hatchling}${dynamic}\n[tool.hatch.version]\npath = "src/fast/__init__.py"\n`,
      { 'src/fast/__init__.py': '__version__ = version()\n' },
    ],
    [
      'its requires-python is ">=3.7", but pyo3 0.30 supports Python 3.9 and later',
      hatchling + metadata.replace('3.10', '3.7'),
      src,
    ],
    [
      '"data" in [tool.uv.build-backend] has no known equivalent in maturin',
      `${uvBuild}${metadata}\n[tool.uv.build-backend]\ndata = { scripts = "s" }\n`,
      src,
    ],
  ])('%s', async (why, pyproject, files) => {
    writePackage(pyproject, files);
    expect(await refusal(tree, addRust)).toBe(
      `libs/fast/pyproject.toml cannot be converted to maturin: ${why}. Change it by hand, then run the command again. Nothing was written.`,
    );
  });

  it('an existing file at a generated path', async () => {
    writePackage(hatchling + metadata, { ...src, 'tests/test_fast_rust.py': '' });
    expect(await refusal(tree, addRust)).toContain(
      '"libs/fast/tests/test_fast_rust.py" already exists',
    );
  });

  it.each([
    [
      'it is built with Rust already',
      `${backend('maturin', 'maturin')}${metadata}`,
      { 'Cargo.toml': '[package]\nname = "fast"\n\n[dependencies]\npyo3 = "0.30"\n' },
    ],
    ['it has no [build-system], so no wheel is made of it', metadata, src],
  ])('a project of another kind: %s', async (why, pyproject, files) => {
    writePackage(pyproject, files);
    expect(await refusal(tree, addRust)).toContain(`The project "fast" cannot get Rust: ${why}.`);
  });
});
