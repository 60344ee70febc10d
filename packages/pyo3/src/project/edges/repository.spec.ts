import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { readRepository } from './repository.ts';
import { crate, edgesOf, maturin, python, repositoryOf } from '../../testing/written-repository.ts';

function names(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { projects, broken } = repositoryOf(files);
  return Object.fromEntries([...projects, ...broken].map(({ root, name }) => [root, name]));
}

describe('names', () => {
  it('are those of the distribution and of the crate', () => {
    expect(
      names({
        'libs/a/pyproject.toml': maturin('My.Lib'),
        'libs/a/Cargo.toml': crate('a-crate'),
        'crates/core/Cargo.toml': crate('core'),
      }),
    ).toEqual({ 'libs/a': 'My.Lib', 'crates/core': 'core' });
  });

  it('leave the name to the Python project, and then to the path', () => {
    const files = {
      'z/x/pyproject.toml': maturin('x'),
      'z/x/Cargo.toml': crate('x'),
      'a/x/Cargo.toml': crate('x'),
      'b/x/Cargo.toml': crate('x'),
    };
    const expected = { 'z/x': 'x', 'a/x': 'x-crate', 'b/x': 'b-x' };
    expect(names(files)).toEqual(expected);
    expect(names(Object.fromEntries(Object.entries(files).reverse()))).toEqual(expected);
    expect(repositoryOf(files).renamed).toEqual([
      { root: 'a/x', wanted: 'x', name: 'x-crate' },
      { root: 'b/x', wanted: 'x', name: 'b-x' },
    ]);
  });

  it('never give a crate the name that another crate really has', () => {
    expect(
      names({
        'a/pyproject.toml': python('x'),
        'b/Cargo.toml': crate('x'),
        'c/Cargo.toml': crate('x-crate'),
      }),
    ).toEqual({ a: 'x', b: 'b', c: 'x-crate' });
  });

  it('yield to project.json and package.json', () => {
    expect(
      names({
        'a/pyproject.toml': python('x'),
        'a/project.json': '{ "name": "stated" }',
        'b/Cargo.toml': crate('y'),
        'b/package.json': '{ "name": "@org/y", "nx": { "name": "x" } }',
      }),
    ).toEqual({ a: 'stated', b: 'x' });
  });

  it.each([
    ['package.json', '{ "workspaces": ["js/*"] }'],
    ['package.json', '{ "workspaces": { "packages": ["./js/bindings/"] } }'],
    ['package.json', '{ "workspaces": ["{js,web}/*"] }'],
    ['package.json', '{ "workspaces": ["!docs"] }'],
    ['pnpm-workspace.yaml', 'catalog:\n  a: 1\npackages:\n  # all\n  - "js/*" # bindings\n'],
    ['pnpm-workspace.yaml', "packages: [web, 'js/*']\n"],
    ['lerna.json', '{ "packages": ["js/**"] }'],
    ['js/bindings/project.json', '{}'],
  ])('yield to a package.json that Nx reads: %s %s', (file, text) => {
    expect(
      names({
        'python/pyproject.toml': python('textkit'),
        'js/bindings/Cargo.toml': crate('textkit-js'),
        'js/bindings/package.json': '{ "name": "textkit" }',
        [file]: text,
      }),
    ).toEqual({ python: 'python', 'js/bindings': 'textkit' });
  });

  it.each([
    ['package.json', '{ "workspaces": ["web/*"] }'],
    ['package.json', '{ "workspaces": ["js/*", "!js/{bindings,x}", "!js/*"] }'],
    ['pnpm-workspace.yaml', 'packages:\n  - web\nonlyBuiltDependencies:\n  - js/bindings\n'],
    ['package.json', '{ "name": "textkit" }'],
    ['package.json', 'not JSON'],
  ])('do not yield to a package.json that Nx does not read: %s %s', (file, text) => {
    const files = {
      'pyproject.toml': python('textkit'),
      'c/Cargo.toml': crate('textkit'),
      'js/bindings/Cargo.toml': crate('textkit'),
      'js/bindings/package.json': '{ "name": "@textkit/js" }',
      'js/other/Cargo.toml': crate('other'),
      'js/other/package.json': '{ "name": "textkit" }',
      [file]: text,
    };
    expect(names(files)).toEqual({
      '.': 'textkit',
      c: 'textkit-crate',
      'js/bindings': '@textkit/js',
      'js/other': 'other',
    });
  });
});

describe('cargo edges', () => {
  it('are found in every table, renamed, for one target or inherited', () => {
    expect(
      edgesOf({
        'Cargo.toml':
          '[workspace]\nmembers = ["*"]\n[workspace.dependencies]\nshared = { path = "crates/shared" }\n',
        'crates/shared/Cargo.toml': crate('shared'),
        'normal/Cargo.toml': crate('normal'),
        'dev/Cargo.toml': crate('dev'),
        'build/Cargo.toml': crate('build'),
        'unix/Cargo.toml': crate('unix-only'),
        'app/Cargo.toml': crate(
          'app',
          `[dependencies]
renamed = { package = "normal", path = "../normal" }
shared = { workspace = true }
[dev-dependencies]
dev = { path = "../dev" }
[build-dependencies]
build = { path = "../build/" }
[target.'cfg(unix)'.dependencies]
unix-only = { path = "../unix" }
`,
        ),
      }),
    ).toEqual([
      'app -cargo-build-> build',
      'app -cargo-dev-> dev',
      'app -cargo-normal-> normal',
      'app -cargo-normal-> unix',
      'app -cargo-normal-> crates/shared',
    ]);
  });

  it('are never made of a name alone', () => {
    expect(
      edgesOf({
        'pyo3/Cargo.toml': crate('pyo3'),
        'app/Cargo.toml': crate('app', '[dependencies]\npyo3 = "0.30"\n'),
      }),
    ).toEqual([]);
  });

  it('lead from whatever a patch may concern to the patched crate', () => {
    expect(
      edgesOf({
        'Cargo.toml':
          '[workspace]\nmembers = ["*"]\n[patch.crates-io]\nserde = { path = "serde" }\n',
        'serde/Cargo.toml': crate('serde'),
        'app/Cargo.toml': crate('app', '[dependencies]\nserde_json = "1"\n'),
        'plain/Cargo.toml': crate('plain'),
      }),
    ).toEqual(['app -cargo-patch-> serde']);
  });

  it('may form cycles, and say which manifest says so', () => {
    const { edges: found } = repositoryOf({
      'a/Cargo.toml': crate('a', '[dev-dependencies]\nb = { path = "../b" }\n'),
      'b/Cargo.toml': crate('b', '[dependencies]\na = { path = "../a" }\n'),
    });
    expect(found).toEqual([
      { source: 'a', target: 'b', kind: 'cargo-dev', sourceFile: 'a/Cargo.toml' },
      { source: 'b', target: 'a', kind: 'cargo-normal', sourceFile: 'b/Cargo.toml' },
    ]);
  });

  it('pass through a crate that is no project', () => {
    const files = {
      'app/Cargo.toml': crate('app', '[dependencies]\nvendored = { path = "../vendored" }\n'),
      'vendored/Cargo.toml': crate('vendored', '[dependencies]\ncore = { path = "../core" }\n'),
      'core/Cargo.toml': crate('core'),
    };
    const given = ['app/Cargo.toml', 'core/Cargo.toml'];
    const { edges: found, looseCrates } = readRepository(given, manifestsOf(memoryReader(files)));
    expect(looseCrates).toEqual(['vendored']);
    expect(found.map(({ source, target }) => [source, target])).toEqual([
      ['app', 'vendored'],
      ['vendored', 'core'],
    ]);
  });

  it('lead to the project that holds the crate', () => {
    expect(
      edgesOf({
        'lib/pyproject.toml': maturin('lib', '[tool.maturin]\npython-source = "python"'),
        'lib/rust/Cargo.toml': crate('lib-rust'),
        'app/Cargo.toml': crate('app', '[dependencies]\nlib-rust = { path = "../lib/rust" }\n'),
      }),
    ).toEqual(['app -cargo-normal-> lib']);
  });
});

describe('python edges', () => {
  it('are distribution names, however they are spelt', () => {
    expect(
      edgesOf({
        'a/pyproject.toml': python('Lib_A'),
        'b/pyproject.toml': python('lib-b'),
        'c/pyproject.toml': python('lib-c'),
        'd/pyproject.toml': `[project]
name = "app"
dependencies = ["lib-a>=1; python_version > '3.9'", "numpy"]
[project.optional-dependencies]
all = ["LIB.B[fast]", "app[other]"]
[dependency-groups]
dev = ["lib-c", { include-group = "x" }]
[build-system]
requires = ["lib_b"]
`,
      }),
    ).toEqual([
      'd -python-dependency-> a',
      'd -python-build-> b',
      'd -python-extra-> b',
      'd -python-group-> c',
    ]);
  });

  it('follow uv sources: to a path, and not to git', () => {
    expect(
      edgesOf({
        'pyproject.toml':
          '[tool.uv.workspace]\nmembers = ["*"]\n[tool.uv.sources]\nother = { git = "https://example.org/other" }\n',
        'other/pyproject.toml': python('other'),
        'one/pyproject.toml': python('same'),
        'two/pyproject.toml': python('same'),
        'app/pyproject.toml': python(
          'app',
          'dependencies = ["same", "other"]\n[tool.uv.sources]\nsame = { path = "../two" }\n',
        ),
      }),
    ).toEqual(['app -python-dependency-> two']);
  });
});

describe('a manifest that cannot be read', () => {
  it('costs its own project and no other', () => {
    const { projects, broken } = repositoryOf({
      'bad/Cargo.toml': '[package]\nname = =\n',
      'bad/pyproject.toml': maturin('bad-lib'),
      'good/Cargo.toml': crate('good'),
    });
    expect(projects.map(({ name }) => name)).toEqual(['good']);
    expect(broken.map(({ name, root }) => [name, root])).toEqual([['bad-lib', 'bad']]);
    expect(broken[0]?.error.code).toBe('toml-syntax');
    expect(broken[0]?.error.location).toMatchObject({ file: 'bad/Cargo.toml', line: 2 });
  });

  it('is told once when it is the inner one', () => {
    const { broken } = repositoryOf({
      'lib/pyproject.toml': maturin('lib', '[tool.maturin]\npython-source = "python"'),
      'lib/rust/Cargo.toml': 'name = ',
    });
    expect(broken.map(({ root }) => root)).toEqual(['lib']);
  });

  it('costs every member when it is the root of their cargo workspace', () => {
    const { broken, projects } = repositoryOf({
      'Cargo.toml': '[workspace',
      'a/Cargo.toml': crate('a'),
      'b/pyproject.toml': python('b'),
    });
    expect(broken.map(({ root, error }) => [root, error.location?.file])).toEqual([
      ['.', 'Cargo.toml'],
      ['a', 'Cargo.toml'],
    ]);
    expect(projects.map(({ root }) => root)).toEqual(['b']);
  });

  it('can still be depended on', () => {
    expect(
      edgesOf({
        'bad/Cargo.toml': '[package\n',
        'app/Cargo.toml': crate('app', '[dependencies]\nbad = { path = "../bad" }\n'),
      }),
    ).toEqual(['app -cargo-normal-> bad']);
  });
});

describe('vendored crates', () => {
  it('are no projects, nor is what lies in them', () => {
    const crate = (name: string) => `[package]\nname = "${name}"\nversion = "1.0.0"\n`;
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/one/Cargo.toml': crate('one'),
      'vendor/fnv/Cargo.toml': crate('fnv'),
      'vendor/fnv/.cargo-checksum.json': '{}',
      'vendor/fnv/fuzz/Cargo.toml': crate('fuzz'),
    };
    const { projects } = readRepository(
      Object.keys(files).filter((file) => file.endsWith('.toml')),
      manifestsOf(memoryReader(files)),
    );
    expect(projects.map(({ root }) => root)).toEqual(['crates/one']);
  });
});
