import { logger, parseJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { treeReader } from '../../files/tree.ts';
import { isIgnoredAnywhere } from '../../project/paths/ignored-files.ts';
import { initGenerator } from './generator.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});
const init = () => initGenerator(tree, { skipFormat: true });
const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const plugins = () => parseJson<{ plugins?: unknown }>(read('nx.json')).plugins;

const crate = (name: string) => `[package]\nname = "${name}"\nversion = "1.0.0"\n`;
const app = '[project]\nname = "app"\nversion = "1"\n\n';

/** Paths and texts of all that differs from the disk. */
const state = () => tree.listChanges().map(({ path, content }) => [path, content?.toString()]);

describe('init in a new workspace', () => {
  it('writes settings of an editor on request only', async () => {
    await init();
    expect(tree.exists('.vscode')).toBe(false);
    await initGenerator(tree, { editor: 'vscode', skipFormat: true });
    expect(tree.exists('.vscode/launch.json')).toBe(true);
  });

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

  it('calls the root as create-nx-workspace was told', async () => {
    tree.write('package.json', '{ "name": "@demo/source" }');
    await init();
    expect(read('pyproject.toml')).toContain('name = "demo-workspace"');
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
  it('is there where Nx ran without the file', async () => {
    tree.delete('nx.json');
    await init();
    expect(parseJson(read('nx.json'))).toEqual({
      $schema: './node_modules/nx/schemas/nx-schema.json',
      plugins: ['pyo3'],
      sync: { globalGenerators: ['pyo3:sync'] },
    });
  });

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
      .pytest_cache/
      .ruff_cache/
      .mypy_cache/
      .venv/
      .nx-pyo3/
      **/reports/pytest/
      **/reports/cargo-test/
      .coverage
      htmlcov/

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

  it.each([
    ['/target for a crate in the root', '/target\n', { 'Cargo.toml': crate('app') }, 'target/'],
    ['*.py[cod] for bytecode and extensions', '*.py[cod]\n', { 'pyproject.toml': app }, '*.pyd'],
    ['**/target/ for crates in folders', '**/target/\n', { 'x/Cargo.toml': crate('x') }, 'target/'],
  ])('takes %s', async (_what, lines, files, unneeded) => {
    tree.write('.gitignore', lines);
    for (const [path, text] of Object.entries(files)) tree.write(path, text);
    await init();
    expect(read('.gitignore').split('\n')).not.toContain(unneeded);
  });

  it('reads the ignore file of a folder, too', async () => {
    tree.write('.gitignore', '.nx\n.venv\n.nx-pyo3\n');
    tree.write('crates/x/Cargo.toml', crate('x'));
    tree.write('crates/x/.gitignore', 'target\ndist\nreports\n');
    await init();
    expect(read('.gitignore')).toBe('.nx\n.venv\n.nx-pyo3\n');
  });

  it('reaches what is built in any folder, as git reads it', async () => {
    await init();
    const reader = treeReader(tree);
    for (const file of ['target/x', 'dist/cargo/x', 'reports/pytest/x', 'reports/cargo-test/x']) {
      expect([file, isIgnoredAnywhere(`libs/deep/a/${file}`, reader)]).toEqual([file, true]);
    }
  });

  it('does not take /target for crates in folders', async () => {
    tree.write('.gitignore', '/target\n');
    tree.write('crates/x/Cargo.toml', crate('x'));
    await init();
    expect(read('.gitignore').split('\n')).toContain('target/');
  });

  it('gets nothing of Rust where there is no Rust, and nothing of Python where there is none', async () => {
    tree.write('pyproject.toml', app);
    await init();
    expect(read('.gitignore')).not.toContain('target/');
    const rust = createTreeWithEmptyWorkspace();
    rust.write('Cargo.toml', crate('app'));
    await initGenerator(rust, { skipFormat: true });
    expect(rust.read('.gitignore', 'utf-8')).not.toContain('__pycache__');
  });

  it.each([
    ['nothing of mypy', {}, false],
    [
      'mypy in a group',
      { 'pyproject.toml': `${app}\n[dependency-groups]\ndev = ["mypy"]\n` },
      true,
    ],
    ['settings of mypy', { 'mypy.ini': '[mypy]\n' }, true],
    ['settings of pyright', { 'pyrightconfig.json': '{}' }, false],
  ])('gets the cache of mypy only where mypy is: %s', async (_what, files, has) => {
    tree.write('pyproject.toml', app);
    for (const [path, text] of Object.entries(files)) tree.write(path, text);
    await init();
    expect(read('.gitignore').split('\n').includes('.mypy_cache/')).toBe(has);
  });

  it('keeps its line breaks', async () => {
    tree.write('.gitignore', 'node_modules\r\n');
    await init();
    expect(read('.gitignore').replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('init where Python or Rust is', () => {
  it.each([
    [
      'a root package',
      'pyproject.toml',
      '# ours\n[project]\nname = "app" # the app\nversion = "1"\n',
    ],
    ['settings of tools', 'pyproject.toml', '[tool.black]\nline-length = 100\n'],
    ['a lone crate', 'Cargo.toml', '[package]\nname = "app" # ours\nversion = "1.0.0"\n'],
    ['a cargo workspace', 'Cargo.toml', '[workspace]\nmembers = ["crates/*"] # all\n'],
  ])('leaves %s as it is, and makes no manifest beside it', async (_what, file, text) => {
    tree.write(file, text);
    tree.write('crates/alone/Cargo.toml', crate('alone'));
    await init();
    expect(read(file)).toBe(text);
    const other = file === 'Cargo.toml' ? 'pyproject.toml' : 'Cargo.toml';
    expect(tree.exists(other)).toBe(false);
  });

  it('makes no manifest at a root whose folders have their own', async () => {
    tree.write('rust/Cargo.toml', '[workspace]\nmembers = []\n');
    tree.write('python/app/pyproject.toml', '[project]\nname = "app"\n');
    await init();
    expect(tree.exists('Cargo.toml')).toBe(false);
    expect(tree.exists('pyproject.toml')).toBe(false);
  });
});

describe('what init says', () => {
  const said = async () => {
    const lines: string[] = [];
    const info = jest.spyOn(logger, 'info').mockImplementation((line) => lines.push(String(line)));
    try {
      await (
        await init()
      )();
    } finally {
      info.mockRestore();
    }
    return lines;
  };

  it('is each change with its reason, and at the end the next command', async () => {
    tree.write('Cargo.toml', crate('app'));
    tree.write('.gitignore', '/target\n');
    expect(await said()).toEqual([
      'nx.json: names the plugin, and its generator for `nx sync`',
      '.gitignore: .venv/, **/dist/cargo/, .nx-pyo3/, which builds and tools leave behind',
      '.gitignore: .nx/cache, .nx/workspace-data, which Nx keeps for this checkout alone',
      'Next steps:',
      '  npx nx run-many -t test',
    ]);
  });

  it.each([
    ["with uv's lock file", { 'uv.lock': 'version = 1\n' }, 'uv add --dev pytest ruff'],
    ['without', {}, 'in pyproject.toml, [dependency-groups] dev = ["pytest", "ruff"]'],
    [
      "in poetry's own tables",
      { 'pyproject.toml': '[tool.poetry]\nname = "app"\nversion = "1"\n' },
      'poetry add --group dev pytest ruff',
    ],
  ])('names tools that nothing requires, and how to pin them: %s', async (_what, files, hint) => {
    tree.write('pyproject.toml', app);
    tree.write('ruff.toml', '');
    for (const [file, text] of Object.entries(files)) tree.write(file, text);
    expect((await said()).join('\n')).toContain(
      `pytest and ruff: no pyproject.toml requires them, so the newest versions are used. To pin them: ${hint}`,
    );
  });

  it.each([
    [
      'the one project',
      { 'bindings/python/uv.lock': '' },
      'uv add --dev --directory bindings/python ruff',
    ],
    [
      'any of several',
      { 'bindings/other/pyproject.toml': app },
      'in a pyproject.toml, [dependency-groups] dev = ["ruff"]',
    ],
  ])('names the folder of %s below the root', async (_what, files, hint) => {
    tree.write('bindings/python/pyproject.toml', `${app}[dependency-groups]\nqa = ["pytest>=8"]\n`);
    for (const [file, text] of Object.entries(files)) tree.write(file, text);
    expect((await said()).join('\n')).toContain(
      `ruff: nothing here names it, so lint and format leave Python out. To use it: ${hint}`,
    );
  });

  it.each([
    ['settings', { 'ruff.toml': '' }, true],
    ['pre-commit', { '.pre-commit-config.yaml': 'repos: [{ hooks: [{ id: ruff }] }]\n' }, true],
    ['another linter', { 'tox.ini': '[flake8]\n' }, false],
  ])(
    'adds ruff, and ignores its cache, only where something names it: %s',
    async (_what, files, is) => {
      tree.write('pyproject.toml', app);
      for (const [file, text] of Object.entries(files)) tree.write(file, text);
      const told = (await said()).join('\n');
      expect(told.includes('leave Python out')).toBe(!is);
      expect(told.includes('pytest and ruff: no pyproject.toml requires them')).toBe(is);
      expect(read('.gitignore').includes('.ruff_cache/')).toBe(is);
    },
  );

  it('runs nothing of a folder name when its command is pasted into a shell', async () => {
    tree.write('$(touch x)/pyproject.toml', app);
    tree.write('$(touch x)/uv.lock', '');
    expect((await said()).join('\n')).toContain("uv add --dev --directory '$(touch x)' pytest");
  });

  it.each([
    ['a group', '[dependency-groups]\nqa = ["pytest", "ruff"]\n'],
    [
      'an included group',
      '[dependency-groups]\ndev = [{ include-group = "qa" }]\nqa = ["pytest", "ruff"]\n',
    ],
    ['an extra', '[project.optional-dependencies]\nqa = ["PyTest>=8", "ruff"]\n'],
    ["uv's dev-dependencies", '[tool.uv]\ndev-dependencies = ["pytest", "ruff"]\n'],
    ['a group of poetry', '[tool.poetry.group.qa.dependencies]\npytest = "^8"\nruff = "*"\n'],
  ])('finds tools in %s', async (_what, text) => {
    tree.write('pyproject.toml', app + text);
    expect((await said()).join('\n')).not.toMatch(/To (pin|use) it/);
  });

  it('calls Nx as the repository does', async () => {
    tree.write('.nx/nxw.js', '');
    expect((await said()).at(-1)).toBe('  ./nx g pyo3:lib libs/mylib');
  });
});
