import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { numbersOf } from '../../testing/random-text.ts';
import { readExternals } from '../reads/externals.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { readRepository } from '../edges/repository.ts';

/** Names that every object has without being given them. */
const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
/** The second is TOML 1.1, for which another parser is asked. */
const heads = ['', 'escape = "\\e"\n'];

function manifestsNamed(name: string, head: string): Readonly<Record<string, string>> {
  // PEP 508: a requirement begins and ends with a letter or digit.
  const required = name.replaceAll(/^_+|_+$/g, '');
  return {
    'p/pyproject.toml': `${head}[project]
name = "${name}"
version = "1"
dependencies = ["${required}", "x"]
[project.optional-dependencies]
${name} = ["y"]
[dependency-groups]
${name} = ["z", { include-group = "${name}" }]
[build-system]
requires = ["${required}"]
build-backend = "${name}"
[tool.${name}]
polluted = 1
[tool.uv.sources]
${name} = { workspace = true }
y = { path = "../q" }
[tool.maturin]
${name} = "1"
[tool.nx-pyo3]
inputs = ["${name}"]
env = ["${name}"]
[${name}]
polluted = 1
`,
    'q/pyproject.toml': `${head}[project]\nname = "y"\nversion = "1"\ndependencies = ["${required}"]\n[tool.uv.sources]\n${name} = { path = "../p" }\n`,
    'c/Cargo.toml': `${head}[package]
name = "${name}"
version = "1.0.0"
edition = "2021"
[package.metadata]
${name} = { polluted = 1 }
[dependencies]
${name} = { path = "../d", package = "d" }
[features]
${name} = ["dep:${name}"]
[target.${name}.dependencies]
serde = "1"
[profile.${name}]
polluted = 1
[patch.${name}]
${name} = { path = "../d" }
[${name}]
polluted = 1
`,
    'c/Cargo.lock': `${head}version = 4
[metadata]
${name} = "1"
[[package]]
name = "${name}"
version = "1.0.0"
dependencies = ["${name} 2.0.0"]
[[package]]
name = "${name}"
version = "2.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
`,
    'd/Cargo.toml': `${head}[package]\nname = "d"\nversion = "1.0.0"\nedition = "2021"\n[dependencies.${name}]\nversion = "2"\n`,
    'uv.lock': `${head}version = 1
[[package]]
name = "${name}"
version = "1"
source = { virtual = "p", ${name} = { a = 1 } }
dependencies = [{ name = "${name}" }]
[package.optional-dependencies]
${name} = [{ name = "z" }]
[[package]]
name = "z"
version = "3"
source = { ${name} = { a = 1 } }
`,
    'healthy/pyproject.toml': '[project]\nname = "healthy"\nversion = "1"\n',
  };
}

function read(files: Readonly<Record<string, string>>) {
  const manifests = manifestsOf(memoryReader(files));
  const repository = readRepository(
    Object.keys(files).filter((file) => file.endsWith('.toml')),
    manifests,
  );
  return { ...repository, externals: readExternals(repository.projects, manifests), manifests };
}

function polluted(): readonly string[] {
  return [Object.prototype, Object, Function.prototype, Array.prototype].flatMap((one) =>
    Object.keys(one),
  );
}

describe.each(heads)('a repository in which a name is one that every object has (%j)', (head) => {
  it.each(names)('is read as with any other name: %s', (name) => {
    // A name without a meaning for JavaScript, of the same place in every order of names.
    const plain = `${name}x`;
    const { projects, broken, edges, externals } = read(manifestsNamed(name, head));
    const other = read(manifestsNamed(plain, head));
    const asOther = (value: unknown) =>
      JSON.stringify(value, (_, inner: unknown) =>
        Array.isArray(inner) || typeof inner !== 'object' || inner === null
          ? inner
          : Object.entries(inner),
      )
        .replaceAll(plain, '?')
        .replaceAll(normalizeDistributionName(plain), '?')
        .replaceAll(name, '?')
        .replaceAll(normalizeDistributionName(name), '?');
    expect(broken).toEqual([]);
    expect(asOther(projects)).toBe(asOther(other.projects));
    expect(asOther(edges)).toBe(asOther(other.edges));
    expect(asOther([externals.packages, externals.edges, externals.broken])).toBe(
      asOther([other.externals.packages, other.externals.edges, other.externals.broken]),
    );
    expect(projects.map((one) => one.name)).toEqual(
      expect.arrayContaining(['healthy', name, `${name}-crate`]),
    );
    expect(edges.length).toBeGreaterThan(1);
    expect(externals.edges.length).toBeGreaterThan(0);
    expect(polluted()).toEqual([]);
  });

  it.each(names)('keeps its extras, groups, sources and features by that name: %s', (name) => {
    const { manifests } = read(manifestsNamed(name, head));
    const pyproject = manifests.pyproject('p');
    expect(pyproject?.project?.optionalDependencies[name]).toEqual(['y']);
    expect(pyproject?.dependencyGroups[name]).toEqual(['z', { includeGroup: name }]);
    expect(pyproject?.uv.sources[name]).toEqual([{ workspace: true }]);
    expect(manifests.cargo('c')?.features[name]).toEqual([`dep:${name}`]);
    const without = manifests.pyproject('healthy');
    expect(without?.project?.optionalDependencies[name]).toBeUndefined();
    expect(without?.dependencyGroups[name]).toBeUndefined();
    expect(without?.uv.sources[name]).toBeUndefined();
    expect(manifests.cargo('d')?.features[name]).toBeUndefined();
  });
});

describe('a repository in which such names stand at random', () => {
  const seed = Number(process.env['PYO3_FUZZ_SEED'] ?? '20261129');

  it(`is read, and changes nothing that objects inherit (seed ${String(seed)})`, () => {
    const below = numbersOf(seed);
    const files = manifestsNamed('name', '');
    for (let round = 0; round < 300; round += 1) {
      const changed = Object.entries(files).map(([file, text]) => {
        const head = heads[below(2)] ?? '';
        const words = text.replaceAll(/[a-z-]+/g, (word) =>
          below(8) === 0 ? (names[below(names.length)] ?? word) : word,
        );
        return [file, head + words] as const;
      });
      const { broken } = read({
        ...Object.fromEntries(changed),
        'neighbour/pyproject.toml': '[project]\nname = "neighbour"\nversion = "1"\n',
      });
      const defects = broken.filter(({ error }) => error.hint?.includes('defect') === true);
      expect({ round, defects, changed: defects.length === 0 ? [] : changed }).toEqual({
        round,
        defects: [],
        changed: [],
      });
      expect(polluted()).toEqual([]);
    }
  });
});

describe('a lock file that nests deeper than cargo reads', () => {
  const deep = (head: string) =>
    `${head}x = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n[[package]]\nname = "x"\nversion = "1"\n`;

  it.each(heads)('costs what it says, and no project (%j)', (head) => {
    const { projects, broken, externals } = read({
      'Cargo.toml': '[package]\nname = "x"\nversion = "1.0.0"\nedition = "2021"\n',
      'Cargo.lock': deep(head),
      'p/pyproject.toml': '[project]\nname = "p"\nversion = "1"\n',
      'uv.lock': deep(head),
    });
    expect(projects.map(({ name }) => name)).toEqual(['x', 'p']);
    expect(broken).toEqual([]);
    const line = head === '' ? 1 : 2;
    expect(externals.broken).toEqual([
      expect.objectContaining({
        code: 'toml-syntax',
        location: { file: 'Cargo.lock', line, column: 85 },
      }),
      expect.objectContaining({
        code: 'toml-syntax',
        location: { file: 'uv.lock', line, column: 85 },
      }),
    ]);
  });

  it('costs the manifest’s own project when a manifest does', () => {
    const { projects, broken } = read({
      'a/pyproject.toml': `[project]\nname = "a"\nversion = "1"\n[tool.zzz]\nx = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      'b/pyproject.toml': `[project]\nname = "b"\nversion = "1"\n[tool.zzz]\n${Array<string>(20_000).fill('a').join('.')} = 1\n`,
      'c/Cargo.toml': `[package]\nname = "c"\nversion = "1.0.0"\n[profile]\nx = ${'{ a = '.repeat(20_000)}1${' }'.repeat(20_000)}\n`,
      'd/pyproject.toml': '[project]\nname = "d"\nversion = "1"\n',
    });
    expect(projects.map(({ name }) => name)).toEqual(['d']);
    expect(broken.map(({ error }) => [error.code, error.location?.line])).toEqual([
      ['toml-syntax', 5],
      ['toml-syntax', 5],
      ['toml-syntax', 5],
    ]);
  });
});
