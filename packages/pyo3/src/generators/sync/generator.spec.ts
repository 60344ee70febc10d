import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { renderReads } from '../../observe/reads-record.ts';
import { libraryGenerator } from '../library/generator.ts';
import { syncGenerator } from './generator.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const details = async () => (await syncGenerator(tree))?.outOfSyncDetails ?? [];
const write = (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
};
const crate = (name: string, rest = '', version = '0.1.0') =>
  `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2024"\n${rest}`;
const distribution = (name: string, rest = '') =>
  `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n` +
  `[project]\nname = "${name}"\nversion = "0.1.0"\n${rest}`;

describe('a synchronized repository', () => {
  it('is unchanged, without any output', async () => {
    await libraryGenerator(tree, { directory: 'libs/one', skipFormat: true });
    await libraryGenerator(tree, { directory: 'libs/two', layout: 'pure', skipFormat: true });
    const before = tree.listChanges().map(({ path, content }) => [path, String(content)]);
    expect(await syncGenerator(tree)).toBeUndefined();
    expect(tree.listChanges().map(({ path, content }) => [path, String(content)])).toEqual(before);
  });

  it('may have no manifest at all', async () => {
    expect(await syncGenerator(tree)).toBeUndefined();
  });
});

describe('members of a cargo workspace', () => {
  it('include a crate below it that cargo would otherwise reject', async () => {
    write({
      'Cargo.toml': '[workspace]\nmembers = [\n    "a", # first\n]\n',
      'a/Cargo.toml': crate('a'),
      'b/Cargo.toml': crate('b'),
    });
    expect(await details()).toEqual(['Cargo.toml: "b" becomes a member of the cargo workspace']);
    expect(read('Cargo.toml')).toBe('[workspace]\nmembers = [\n    "a", # first\n    "b",\n]\n');
  });

  it('are not listed if they are excluded, or path dependencies of members', async () => {
    write({
      'Cargo.toml': '[workspace]\nmembers = ["a"]\nexclude = ["out"]\n',
      'a/Cargo.toml': crate('a', '[dependencies]\nb = { path = "../b" }\n'),
      'b/Cargo.toml': crate('b', '[dev-dependencies]\nc = { path = "../c" }\n'),
      'c/Cargo.toml': crate('c'),
      'out/Cargo.toml': crate('out'),
      'out/inner/Cargo.toml': crate('inner'),
    });
    expect(await details()).toEqual([]);
  });

  it('are removed if their crate no longer exists; globs are kept', async () => {
    write({
      'Cargo.toml':
        '[workspace]\nmembers = ["a", "gone", "crates/*"]\ndefault-members = ["gone", "a"]\n',
      'a/Cargo.toml': crate('a'),
    });
    expect(await details()).toEqual([
      'Cargo.toml: "gone" leaves members of the cargo workspace, because it contains no crate',
      'Cargo.toml: "gone" leaves default-members of the cargo workspace, because it contains no crate',
    ]);
    expect(read('Cargo.toml')).toBe(
      '[workspace]\nmembers = ["a", "crates/*"]\ndefault-members = ["a"]\n',
    );
  });
});

describe('members of a uv workspace', () => {
  const root = (members: string) =>
    `[project]\nname = "root"\nversion = "0"\n[tool.uv]\npackage = false\n[tool.uv.workspace]\nmembers = ${members}\n`;

  it('include the requirements of a member, which then come from the workspace', async () => {
    write({
      'pyproject.toml': root('["app"]'),
      'app/pyproject.toml': distribution('app', 'dependencies = ["My_Lib"]\n'),
      'lib/pyproject.toml': distribution('my-lib'),
      'other/pyproject.toml': distribution('other'),
    });
    expect(await details()).toEqual([
      'pyproject.toml: "lib" becomes a member of the uv workspace, because app/pyproject.toml requires it',
      'app/pyproject.toml: my-lib comes from the workspace instead of an index',
    ]);
    expect(read('pyproject.toml')).toContain('members = ["app", "lib"]');
    expect(read('app/pyproject.toml')).toContain(
      '[tool.uv.sources]\nmy-lib = { workspace = true }',
    );
    expect(await details()).toEqual([]);
  });

  it('keep a source that points elsewhere, and an exclusion', async () => {
    write({
      'pyproject.toml': root('["*"]\nexclude = ["old"]'),
      'app/pyproject.toml': distribution(
        'app',
        'dependencies = ["lib", "old"]\n[tool.uv.sources]\nLib = { git = "https://example.com/lib" }\n',
      ),
      'lib/pyproject.toml': distribution('lib'),
      'old/pyproject.toml': distribution('old'),
    });
    expect(await details()).toEqual([]);
  });

  it('are removed if their project no longer exists', async () => {
    write({ 'pyproject.toml': root('["gone"]') });
    expect(await details()).toEqual([
      'pyproject.toml: "gone" leaves the uv workspace, because it contains no project',
    ]);
  });
});

describe('cache-keys', () => {
  it('include the crates that the extension is built from', async () => {
    await libraryGenerator(tree, { directory: 'libs/one', skipFormat: true });
    write({ 'crates/core/Cargo.toml': crate('core'), 'crates/core/src/lib.rs': '' });
    tree.write(
      'libs/one/Cargo.toml',
      `${read('libs/one/Cargo.toml')}\n[dependencies.core]\npath = "../../crates/core"\n`,
    );
    expect(await details()).toEqual([
      'libs/one/pyproject.toml: uv rebuilds it if ../../crates/core/Cargo.toml changes',
      'libs/one/pyproject.toml: uv rebuilds it if ../../crates/core/src/**/*.rs changes',
    ]);
    expect(read('libs/one/pyproject.toml')).toContain('{ file = "../../crates/core/src/**/*.rs" }');
    expect(await details()).toEqual([]);
  });

  it('are not created if uv uses its defaults', async () => {
    write({
      'lib/Cargo.toml': crate(
        'lib',
        '[lib]\ncrate-type = ["cdylib"]\n[dependencies]\ncore = { path = "../core" }\n',
      ),
      'lib/pyproject.toml':
        '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "lib"\ndynamic = ["version"]\n',
      'core/Cargo.toml': crate('core'),
    });
    expect(await details()).toEqual([]);
  });
});

describe('versions of the repository', () => {
  it('follow the crates that are required, in each table and in the existing form', async () => {
    write({
      'Cargo.toml':
        '[workspace]\nmembers = ["*"]\n[workspace.dependencies]\ncore = { path = "core", version = "=0.1.0" }\n',
      'core/Cargo.toml': crate('core', '', '0.2.3'),
      'a/Cargo.toml': crate(
        'a',
        '[dependencies]\ncore.workspace = true\n[target."cfg(unix)".dev-dependencies]\nc = { package = "core", path = "../core", version = "0.1" } # near\n',
      ),
    });
    expect(await details()).toEqual([
      'Cargo.toml: core =0.1.0 becomes =0.2.3, because the repository has 0.2.3',
      'a/Cargo.toml: core 0.1 becomes 0.2, because the repository has 0.2.3',
    ]);
    expect(read('Cargo.toml')).toContain('version = "=0.2.3"');
    expect(read('a/Cargo.toml')).toContain('version = "0.2" } # near');
  });

  it('follow the distributions that are required; an ambiguous range is kept', async () => {
    write({
      'lib/pyproject.toml': distribution('lib').replace('0.1.0', '0.3.0'),
      'app/pyproject.toml': distribution(
        'app',
        'dependencies = ["lib==0.1.0", "lib[x] ~= 0.2.1; python_version > \\"3\\"", "lib<0.2", "lib>=0.3"]\n',
      ),
    });
    expect(await details()).toEqual([
      'app/pyproject.toml: lib==0.1.0 becomes lib==0.3.0, because the repository has 0.3.0',
      'app/pyproject.toml: lib~= 0.2.1 becomes lib~= 0.3.0, because the repository has 0.3.0',
    ]);
    expect(read('app/pyproject.toml')).toContain(
      `["lib==0.3.0", 'lib[x] ~= 0.3.0; python_version > "3"', "lib<0.2", "lib>=0.3"]`,
    );
  });
});

describe('what tasks were seen to read on this machine', () => {
  const data = mkdtempSync(join(tmpdir(), 'pyo3-reads-'));
  const before = process.env['NX_WORKSPACE_DATA_DIRECTORY'];
  beforeEach(() => {
    process.env['NX_WORKSPACE_DATA_DIRECTORY'] = data;
    const reads = { files: ['data/x.json'], globs: ['data/*'], ignored: [], git: [], outside: [] };
    const projects = { 'libs/a': { pytest: reads }, 'crates/b': { 'cargo-test': reads } };
    mkdirSync(join(data, 'pyo3'), { recursive: true });
    writeFileSync(join(data, 'pyo3', 'reads.json'), renderReads(projects));
    write({ 'libs/a/pyproject.toml': distribution('a'), 'crates/b/Cargo.toml': crate('b') });
  });
  afterAll(() => {
    if (before === undefined) delete process.env['NX_WORKSPACE_DATA_DIRECTORY'];
    else process.env['NX_WORKSPACE_DATA_DIRECTORY'] = before;
    rmSync(data, { recursive: true, force: true });
  });

  it('becomes inputs in the manifests', async () => {
    expect(await details()).toEqual([
      'crates/b/Cargo.toml: ../../data/x.json becomes an input, because b:cargo-test read it',
      'crates/b/Cargo.toml: ../../data/* becomes an input, because b:cargo-test read it',
      'libs/a/pyproject.toml: ../../data/x.json becomes an input, because a:pytest read it',
      'libs/a/pyproject.toml: ../../data/* becomes an input, because a:pytest read it',
    ]);
    expect(read('libs/a/pyproject.toml')).toContain(
      '[tool.nx-pyo3]\ninputs = ["../../data/x.json", "../../data/*"]',
    );
    expect(read('crates/b/Cargo.toml')).toContain(
      '[package.metadata.nx-pyo3]\ninputs = ["../../data/x.json", "../../data/*"]',
    );
    expect(await details()).toEqual([]);
  });

  it('is in step once a wider glob is declared', async () => {
    const declared = 'inputs = ["../../data/**/*"]\n';
    write({
      'libs/a/pyproject.toml': distribution('a', `[tool.nx-pyo3]\n${declared}`),
      'crates/b/Cargo.toml': crate('b', `[package.metadata.nx-pyo3]\n${declared}`),
    });
    expect(await details()).toEqual([]);
  });
});

it('synchronizes the files beside a broken manifest', async () => {
  write({
    'Cargo.toml': '[workspace]\nmembers = ["a"]\n',
    'a/Cargo.toml': crate('a'),
    'b/Cargo.toml': '[package\n',
    'c/Cargo.toml': crate('c'),
  });
  expect(await details()).toEqual(['Cargo.toml: "c" becomes a member of the cargo workspace']);
  expect(read('b/Cargo.toml')).toBe('[package\n');
});
