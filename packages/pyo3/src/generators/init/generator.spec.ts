import { parseJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { initGenerator } from './generator.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});
const init = () => initGenerator(tree, { skipFormat: true });
const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const plugins = () => parseJson<{ plugins?: unknown }>(read('nx.json')).plugins;

/** Paths and texts of all that differs from the disk. */
const state = () => tree.listChanges().map(({ path, content }) => [path, content?.toString()]);

describe('init in a new workspace', () => {
  it('makes the root a uv workspace with the development tools, and no package', async () => {
    tree.write('package.json', '{ "name": "@acme/demo" }');
    await init();
    expect(read('pyproject.toml')).toMatchInlineSnapshot(`
      "[project]
      name = "demo-workspace"
      version = "0.0.0"
      requires-python = ">=3.9"
      dependencies = []

      [dependency-groups]
      dev = [
        "maturin>=1.16,<2.0",
        "mypy",
        "pytest",
        "ruff",
      ]

      [tool.uv]
      package = false

      [tool.uv.workspace]
      members = []
      "
    `);
  });

  it('makes the root a cargo workspace', async () => {
    await init();
    expect(read('Cargo.toml')).toBe('[workspace]\nresolver = "3"\nmembers = []\n');
  });

  it('ignores what builds leave behind, and no lib/ or bin/', async () => {
    await init();
    const lines = read('.gitignore').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['*.so', '*.pyd', '.venv/', 'target/', 'dist/']));
    expect(lines.filter((line) => /^\/?(lib|bin)\/?$/.test(line))).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    await init();
    const before = state();
    await init();
    expect(state()).toEqual(before);
  });
});

describe('the plugin in nx.json', () => {
  it.each([
    ['no plugins', '{}', ['pyo3']],
    ['no entry yet', '{ "plugins": [] }', ['pyo3']],
    ['another plugin', '{ "plugins": ["@nx/js"] }', ['pyo3', '@nx/js']],
    ['the plugin', '{ "plugins": ["pyo3"] }', ['pyo3']],
    ['its entry', '{ "plugins": ["pyo3/plugin"] }', ['pyo3/plugin']],
    [
      'the plugin with options',
      '{ "plugins": [{ "plugin": "pyo3", "options": { "testTargetName": "t" } }] }',
      [{ plugin: 'pyo3', options: { testTargetName: 't' } }],
    ],
  ])('is there once, where there was %s', async (_what, text, expected) => {
    tree.write('nx.json', text);
    await init();
    expect(plugins()).toEqual(expected);
  });

  it('keeps comments and the order of what is there', async () => {
    tree.write('nx.json', '{\n  // ours\n  "plugins": [\n    "@nx/js" // first\n  ]\n}\n');
    await init();
    expect(read('nx.json')).toBe(
      '{\n  "sync": { "globalGenerators": ["pyo3:sync"] },\n  // ours\n  "plugins": [\n    "pyo3",\n    "@nx/js" // first\n  ]\n}\n',
    );
  });

  it.each(['{}', '{ "plugins": [] }', '{ "defaultBase": "main" }'])(
    'leaves strict JSON strict: %s',
    async (text) => {
      tree.write('nx.json', text);
      await init();
      expect(() => JSON.parse(read('nx.json')) as unknown).not.toThrow();
    },
  );

  it('is written where a comment speaks of plugins', async () => {
    tree.write('nx.json', '{\n  // "plugins": [] is what we had\n  "defaultBase": "main"\n}\n');
    await init();
    expect(plugins()).toEqual(['pyo3']);
  });
});

describe('the .gitignore', () => {
  it('gets only the lines that it does not have', async () => {
    tree.write('.gitignore', 'node_modules\ndist\ntarget\n# mine\n*.so');
    await init();
    expect(read('.gitignore')).toMatchInlineSnapshot(`
      "node_modules
      dist
      target
      # mine
      *.so

      # Rust and Python
      *.pyd
      __pycache__/
      .venv/
      .pytest_cache/
      .mypy_cache/
      .ruff_cache/
      .nx-pyo3/

      # Nx
      .nx/cache
      .nx/workspace-data
      "
    `);
  });

  it.each([
    ['.nx/cache\n', ['.nx/workspace-data']],
    ['.nx/cache/\n/.nx/workspace-data\n', []],
    ['.nx\n', []],
    ['.nx/*\n!.nx/version-plans\n', []],
    ['', ['.nx/cache', '.nx/workspace-data']],
  ])(
    'ignores the caches of Nx where no pattern does, and never its version plans: %j',
    async (text, added) => {
      tree.write('.gitignore', text);
      await init();
      const lines = read('.gitignore').slice(text.length).split('\n');
      expect(lines.filter((line) => /^\.nx(?!-)/.test(line))).toEqual(added);
    },
  );

  it('keeps its line breaks', async () => {
    tree.write('.gitignore', 'node_modules\r\n');
    await init();
    expect(read('.gitignore').replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('init where Python and Rust are', () => {
  it('joins a root package, which stays one, with its comments', async () => {
    tree.write(
      'pyproject.toml',
      '# ours\n[project]\nname = "app" # the app\nversion = "1"\n\n[dependency-groups]\ndev = ["pytest>=8"]\n',
    );
    await init();
    expect(read('pyproject.toml')).toMatchInlineSnapshot(`
      "# ours
      [project]
      name = "app" # the app
      version = "1"

      [dependency-groups]
      dev = ["pytest>=8", "maturin>=1.16,<2.0", "mypy", "ruff"]

      [tool.uv.workspace]
      members = []
      "
    `);
  });

  it('says of a root without [project] that it is no package', async () => {
    tree.write('pyproject.toml', '[tool.black]\nline-length = 100\n');
    await init();
    expect(read('pyproject.toml')).toContain('[tool.uv]\npackage = false\n');
  });

  it('makes a root crate the root of a workspace', async () => {
    tree.write('Cargo.toml', '[package]\nname = "app" # ours\nversion = "1.0.0"\n');
    tree.write('crates/alone/Cargo.toml', '[package]\nname = "alone"\n');
    await init();
    expect(read('Cargo.toml')).toMatchInlineSnapshot(`
      "[package]
      name = "app" # ours
      version = "1.0.0"

      [workspace]
      resolver = "3"
      exclude = ["crates/alone"]
      "
    `);
  });

  it('leaves a cargo workspace as it is', async () => {
    const text = '[workspace]\nmembers = ["crates/*"] # all\n';
    tree.write('Cargo.toml', text);
    await init();
    expect(read('Cargo.toml')).toBe(text);
  });

  it('makes no manifest at a root whose folders have their own', async () => {
    tree.write('rust/Cargo.toml', '[workspace]\nmembers = []\n');
    tree.write('python/app/pyproject.toml', '[project]\nname = "app"\n');
    await init();
    expect(tree.exists('Cargo.toml')).toBe(false);
    expect(tree.exists('pyproject.toml')).toBe(false);
  });
});
