import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { libraryGenerator } from './generator.ts';
import type { LibraryGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});
const generate = (options: Partial<LibraryGeneratorOptions> = {}) =>
  libraryGenerator(tree, { directory: 'libs/fast', ...options, skipFormat: true });
const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const written = (folder: string) =>
  tree
    .listChanges()
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map(({ path, content }) => `--- ${path}\n${content?.toString() ?? ''}`)
    .sort()
    .join('\n');

describe('the files of a library', () => {
  it.each([
    { layout: 'mixed', example: 'function', numpy: true },
    { layout: 'src', example: 'class', abi3: '3.10', moduleName: 'acme.fast._native' },
    { layout: 'pure', example: 'minimal' },
    { layout: 'mixed', example: 'function', typing: false, cargoTest: false, pyo3Version: '0.25' },
    { layout: 'mixed', buildBackend: 'setuptools-rust' },
  ] as const)('are these for %j', async (options) => {
    await generate(options);
    expect(written('libs/fast')).toMatchSnapshot();
  });

  it('tell setuptools where the package and the crate are, and which Pythons a wheel supports', async () => {
    const buildBackend = 'setuptools-rust';
    await generate({ layout: 'src', abi3: '3.10', numpy: true, buildBackend });
    const pyproject = read('libs/fast/pyproject.toml');
    expect(pyproject).toContain('where = ["src"]');
    expect(pyproject).toContain('path = "rust/Cargo.toml"');
    expect(pyproject).toContain('py-limited-api = "cp310"');
    expect(read('libs/fast/MANIFEST.in')).toContain('recursive-include rust/src *.rs');
    expect(read('.gitignore')).toContain('*.egg-info/');
  });

  it('inherit nothing if setuptools packages the manifest as it is', async () => {
    tree.write(
      'Cargo.toml',
      '[workspace]\nmembers = []\n\n[workspace.package]\nversion = "2.0.0"\n\n[workspace.dependencies]\npyo3 = "0.29.1"\n',
    );
    await generate({ buildBackend: 'setuptools-rust' });
    const cargo = read('libs/fast/Cargo.toml');
    expect(cargo).not.toContain('workspace');
    expect(cargo).toContain('version = "0.1.0"');
    expect(cargo).toContain('pyo3 = "0.29.1"');
    expect(read('Cargo.toml')).toContain('members = ["libs/fast"]');
  });

  it('contain no tests in a language that is switched off', async () => {
    await generate({ unitTestRunner: 'none', cargoTest: false, numpy: true });
    expect(tree.exists('libs/fast/tests')).toBe(false);
    expect(written('libs/fast')).not.toMatch(/cfg\(test\)|pytest/);
  });

  it("put tags into a project.json that keeps the distribution's name", async () => {
    await generate({ name: 'acme-fast', tags: 'scope:math, type:lib' });
    expect(JSON.parse(read('libs/fast/project.json'))).toEqual({
      name: 'acme-fast',
      $schema: '../../node_modules/nx/schemas/project-schema.json',
      tags: ['scope:math', 'type:lib'],
    });
  });

  it('extend the ruff configuration that already applies to them', async () => {
    tree.write('pyproject.toml', '[tool.ruff]\nline-length = 100\n');
    await generate();
    expect(read('libs/fast/pyproject.toml')).toContain('extend = "../../pyproject.toml"');
  });

  it('enable extension-module only through maturin if pyo3 is older than 0.26', async () => {
    await generate({ pyo3Version: '0.25' });
    expect(read('libs/fast/pyproject.toml')).toContain('features = ["pyo3/extension-module"]');
    expect(read('libs/fast/Cargo.toml')).not.toContain('extension-module');
    expect(read('libs/fast/src/lib.rs')).toContain('Python::with_gil(');
  });

  it('wrap a long import as ruff does', async () => {
    const name = 'a-name-that-is-as-long-as-names-become';
    await generate({ name, moduleName: `${name.replaceAll('-', '_')}._native_code`, numpy: true });
    const init = read(`libs/fast/python/${name.replaceAll('-', '_')}/__init__.py`);
    expect(init).toContain('_native_code import mean, scale\n');
    expect(Math.max(...init.split('\n').map((line) => line.length))).toBeLessThanOrEqual(88);
  });

  it('raise the minimum Python to that of the stable ABI', async () => {
    await generate({ abi3: '3.12' });
    expect(read('libs/fast/pyproject.toml')).toContain('requires-python = ">=3.12"');
    expect(read('libs/fast/Cargo.toml')).toContain('features = ["abi3-py312"]');
  });
});

describe('versions that Nx has converted to numbers', () => {
  it.each([
    [{ abi3: 3.1 }, 'abi3-py310'],
    [{ abi3: 3.9 }, 'abi3-py39'],
    [{ abi3: 3.12 }, 'abi3-py312'],
    [{ pyo3Version: 0.3 }, 'pyo3 = "0.30"'],
    [{ pyo3Version: 0.29 }, 'pyo3 = "0.29"'],
  ])('%j is read as %s', async (options, expected) => {
    await generate(options);
    expect(read('libs/fast/Cargo.toml')).toContain(expected);
  });

  it('keep their zero in requires-python', async () => {
    await generate({ pythonVersion: 3.1 });
    expect(read('libs/fast/pyproject.toml')).toContain('requires-python = ">=3.10"');
  });
});

describe('the workspaces of a library', () => {
  it('are created if there are none', async () => {
    await generate({ layout: 'src' });
    expect(read('Cargo.toml')).toContain('members = ["libs/fast/rust"]');
    expect(read('pyproject.toml')).toContain('members = ["libs/fast"]');
    expect(read('nx.json')).toContain('"pyo3"');
  });

  it('keep every byte if a glob covers the library', async () => {
    const cargo = '[workspace] # all of them\nmembers = ["libs/*"]\n';
    const pyproject = '[tool.uv.workspace] # too\nmembers = ["libs/*"]\n';
    tree.write('Cargo.toml', cargo);
    tree.write('pyproject.toml', pyproject);
    await generate();
    expect([read('Cargo.toml'), read('pyproject.toml')]).toEqual([cargo, pyproject]);
  });

  it('provide their shared fields, and keep their comments', async () => {
    const cargo = [
      '# the workspace',
      '[workspace]',
      'resolver = "2"',
      'members = [',
      '  "crates/core", # first',
      ']',
      '',
      '[workspace.package]',
      'version = "2.1.0"',
      'license = "MIT"',
      'rust-version = "1.83"',
      '',
      '[workspace.dependencies]',
      'pyo3 = "0.29.1"',
      '',
      '[workspace.lints.rust]',
      'unused = "warn"',
      '',
    ].join('\n');
    tree.write('Cargo.toml', cargo);
    await generate({ abi3: '3.9', numpy: true });
    expect(read('Cargo.toml')).toBe(cargo.replace('# first\n', '# first\n  "libs/fast",\n'));
    expect(read('libs/fast/Cargo.toml')).toMatchInlineSnapshot(`
      "[package]
      name = "fast"
      version.workspace = true
      edition = "2021"
      rust-version.workspace = true
      license.workspace = true
      publish = false

      [lib]
      crate-type = ["cdylib"]

      [dependencies]
      numpy = "0.29"
      pyo3 = { workspace = true, features = ["abi3-py39"] }

      [lints]
      workspace = true
      "
    `);
  });

  it('determine the version of pyo3, because a cargo workspace has only one', async () => {
    tree.write('Cargo.toml', '[workspace]\nmembers = ["libs/old"]\n');
    tree.write(
      'libs/old/Cargo.toml',
      '[package]\nname = "old"\n\n[dependencies]\npyo3 = { version = "0.28.2" }\n',
    );
    await generate({ numpy: true });
    expect(read('libs/fast/Cargo.toml')).toContain('numpy = "0.28"\npyo3 = "0.28.2"\n');
  });

  it('are the nearest ones around the library', async () => {
    tree.write('rust/Cargo.toml', '[workspace]\nmembers = []\n');
    await generate({ directory: 'rust/libs/fast' });
    expect(read('rust/Cargo.toml')).toContain('members = ["libs/fast"]');
    expect(tree.exists('Cargo.toml')).toBe(false);
    expect(read('rust/libs/fast/pyproject.toml')).toContain('{ file = "../../Cargo.lock" }');
  });

  it('do not include crates that were outside before', async () => {
    tree.write('tools/gen/Cargo.toml', '[package]\nname = "gen"\n');
    await generate();
    expect(read('Cargo.toml')).toContain('exclude = ["tools/gen"]');
  });
});

describe('the first library beside a lone crate', () => {
  const lone = (edition: string) =>
    `[package]\nname = "app" # ours\nversion = "1.0.0"\nedition = "${edition}"\n`;

  it.each(['2018', '2021', '2024'])(
    'makes it a workspace whose resolver is that of edition %s',
    async (edition) => {
      tree.write('Cargo.toml', lone(edition));
      await generate();
      expect(read('Cargo.toml')).toBe(`${lone(edition)}\n[workspace]\nmembers = ["libs/fast"]\n`);
    },
  );

  it('excludes crates that stood alone, and a folder of many by its name', async () => {
    tree.write('Cargo.toml', lone('2021'));
    for (const name of ['a', 'b', 'c', 'd', 'libs/old', 'examples/one']) {
      const folder = name.length === 1 ? `test-crates/${name}` : name;
      tree.write(`${folder}/Cargo.toml`, lone('2021').replace('app', name.replace('/', '-')));
    }
    await generate();
    expect(read('Cargo.toml')).toContain('exclude = ["examples/one", "libs/old", "test-crates"]');
  });

  it('adds the tools that the root lacks to its group dev, and makes it a uv workspace', async () => {
    tree.write(
      'pyproject.toml',
      '[project]\nname = "app"\nversion = "1"\n\n[dependency-groups]\ndev = [{ include-group = "qa" }]\nqa = ["pytest>=8", "ruff"]\n',
    );
    await generate();
    expect(read('pyproject.toml')).toContain(
      'dev = [{ include-group = "qa" }, "maturin>=1.16,<2.0", "mypy"]',
    );
    expect(read('pyproject.toml')).toContain('[tool.uv.workspace]\nmembers = ["libs/fast"]');
  });
});

it('takes an absolute folder inside of the workspace', async () => {
  await generate({ directory: join(tree.root, 'libs', 'there') });
  expect(tree.exists('libs/there/Cargo.toml')).toBe(true);
  await expect(generate({ directory: join(tree.root, '..', 'elsewhere') })).rejects.toThrow(
    'is not inside the workspace',
  );
});
