import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { asOneSet } from './closure-set.ts';
import { cratesIn } from './crate-set.ts';
import {
  type Materials,
  noMaterials,
  pythonMaterials,
  rustMaterials,
  setNode,
} from './materials.ts';

type Files = Readonly<Record<string, string>>;

const source = 'source = "registry+https://github.com/rust-lang/crates.io-index"';
const files: Files = {
  'Cargo.toml': `# Ours.
[workspace]
resolver = "2"
members = ["a", "b"]
[workspace.package]
version = "1.0.0"
license = "MIT"
[workspace.dependencies]
serde = "1"
log = "0.4"
[profile.release]
lto = true
`,
  'a/Cargo.toml':
    '[package]\nname = "a"\nversion.workspace = true\n[dependencies]\nserde.workspace = true\n',
  'b/Cargo.toml': '[package]\nname = "b"\nlicense = { workspace = true }\n',
  'Cargo.lock': `[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["serde"]
[[package]]\nname = "b"\nversion = "0.0.0"
[[package]]\nname = "serde"\nversion = "1.0.0"\n${source}\nchecksum = "one"
[[package]]\nname = "other"\nversion = "1.0.0"\n${source}\nchecksum = "two"
`,
  'p/pyproject.toml': '[project]\nname = "p"\ndependencies = ["numpy>=2"]\n',
  'uv.lock': `[[package]]\nname = "p"\nsource = { editable = "p" }\ndependencies = [{ name = "numpy" }]
[[package]]\nname = "root"\nversion = "0"\nsource = { virtual = "." }\ndependencies = [{ name = "other" }]
[package.dev-dependencies]\ndev = [{ name = "pytest" }]
[[package]]\nname = "numpy"\nversion = "2.0.0"\nsdist = { hash = "sha256:aa" }
[[package]]\nname = "pytest"\nversion = "9.0.0"\nsdist = { hash = "sha256:bb" }
[[package]]\nname = "other"\nversion = "1.0.0"\nsdist = { hash = "sha256:cc" }
`,
};

const rust = (given: Files, folder = 'a') => {
  const manifests = manifestsOf(memoryReader(given));
  return rustMaterials([folder], cratesIn([], manifests), false, manifests);
};
const python = (given: Files) => pythonMaterials('p', manifestsOf(memoryReader(given)));
const keys = ({ sets }: Materials) => sets.map(({ key }) => key);

function edited(file: string, from: string, to: string): Files {
  const text = files[file] ?? '';
  if (!text.includes(from)) throw new Error(`${from} is not in ${file}`);
  return { ...files, [file]: text.replace(from, to) };
}

describe('what decides a crate beside files of projects', () => {
  it('is one node for the manifest and one for the lock, and says where they come from', () => {
    const { readFrom, files: whole } = rust(files);
    expect(keys(rust(files))).toEqual([
      expect.stringMatching(/^cargo:\(workspace\)@[0-9a-f]{32}$/),
      expect.stringMatching(/^cargo:\(packages\)@[0-9a-f]{32}$/),
    ]);
    expect({ readFrom, whole }).toEqual({ readFrom: ['Cargo.toml', 'Cargo.lock'], whole: [] });
  });

  it.each([
    ['a comment', 'Cargo.toml', '# Ours.', '# Theirs.'],
    ['a new member', 'Cargo.toml', '["a", "b"]', '["a", "b", "c"]'],
    ['a dependency that it does not inherit', 'Cargo.toml', 'log = "0.4"', 'log = "0.5"'],
    ['a field that it does not inherit', 'Cargo.toml', '"MIT"', '"Apache-2.0"'],
    ['the order of keys', 'Cargo.toml', 'serde = "1"\nlog = "0.4"', 'log = "0.4"\nserde = "1"'],
    ['a crate that it does not use', 'Cargo.lock', '"two"', '"three"'],
  ])('is the same after a change of %s', (_what, file, from, to) => {
    expect(keys(rust(edited(file, from, to)))).toEqual(keys(rust(files)));
  });

  it.each([
    ['a profile', 'Cargo.toml', 'lto = true', 'lto = false'],
    ['the resolver', 'Cargo.toml', 'resolver = "2"', 'resolver = "3"'],
    ['an inherited dependency', 'Cargo.toml', 'serde = "1"', 'serde = "1.1"'],
    ['an inherited field', 'Cargo.toml', '"1.0.0"', '"1.0.1"'],
    ['what is not known', 'Cargo.toml', '[profile.release]', '[future]\nx = 1\n[profile.release]'],
    ['the checksum of a crate', 'Cargo.lock', '"one"', '"three"'],
    [
      'the version of a crate',
      'Cargo.lock',
      'serde"\nversion = "1.0.0"',
      'serde"\nversion = "1.0.1"',
    ],
  ])('differs after a change of %s', (_what, file, from, to) => {
    expect(keys(rust(edited(file, from, to)))).not.toEqual(keys(rust(files)));
  });

  it.each([
    ['is missing', { ...files, 'Cargo.lock': undefined }],
    ['is no TOML', { ...files, 'Cargo.lock': '<<<<<<< HEAD' }],
    ['lacks the crate', { ...files, 'Cargo.lock': '' }],
  ])('is the whole lock file where that %s', (_what, given) => {
    const present = Object.entries(given).filter((pair): pair is [string, string] => !!pair[1]);
    expect(rust(Object.fromEntries(present)).files).toEqual(['Cargo.lock']);
  });
});

describe('the lints of a workspace', () => {
  const withLints = (text: string) => ({
    ...edited('Cargo.toml', 'resolver = "2"', `resolver = "2"\nlints.rust.${text}`),
    'a/Cargo.toml': `${files['a/Cargo.toml'] ?? ''}[lints]\nworkspace = true\n`,
  });

  it('decide what inherits them, and nothing else', () => {
    const [before, after] = [withLints('unused = "warn"'), withLints('unused = "deny"')];
    expect(keys(rust(before))).not.toEqual(keys(rust(after)));
    expect(keys(rust(before, 'b'))).toEqual(keys(rust(after, 'b')));
  });
});

describe('what decides the Python environment of a project', () => {
  it('is what is installed for it and by the groups of the root', () => {
    const before = keys(python(files));
    expect(before).toEqual([expect.stringMatching(/^pypi:\(packages\)@/)]);
    expect(keys(python(edited('uv.lock', 'sha256:aa', 'sha256:a1')))).not.toEqual(before);
    expect(keys(python(edited('uv.lock', 'sha256:bb', 'sha256:b1')))).not.toEqual(before);
    expect(keys(python(edited('uv.lock', 'sha256:cc', 'sha256:c1')))).toEqual(before);
  });

  it('is the whole lock file, wherever that may be, when it does not know the project', () => {
    const outdated = edited('p/pyproject.toml', '["numpy>=2"]', '["numpy>=2", "scipy"]');
    expect(python(outdated)).toMatchObject({ sets: [], files: ['p/uv.lock', 'uv.lock'] });
    expect(python({ 'p/pyproject.toml': files['p/pyproject.toml'] ?? '' }).files).toEqual([
      'p/uv.lock',
      'uv.lock',
    ]);
  });
});

describe('the sets of a closure as one', () => {
  const of = (...contents: readonly string[]) => ({
    ...noMaterials,
    sets: contents.map((content) => setNode('pypi', 'manifest', content)),
    readFrom: ['pyproject.toml'],
  });
  const keys = (...contents: readonly string[]) =>
    asOneSet(of(...contents)).sets.map(({ key }) => key);

  it('are one node, in whatever order they come', () => {
    expect(keys('a', 'b', 'c')).toEqual([expect.stringMatching(/^pypi:\(closure\)@/)]);
    expect(keys('c', 'a', 'b')).toEqual(keys('a', 'b', 'c'));
    expect(asOneSet(of('a', 'b', 'c')).readFrom).toEqual(['pyproject.toml']);
  });

  it('are another node when one of them is another one, more or less', () => {
    const others = [keys('a', 'b', 'd'), keys('a', 'b', 'c', 'd'), keys('a', 'b')];
    for (const other of others) expect(other).not.toEqual(keys('a', 'b', 'c'));
  });

  it('stay apart by kind', () => {
    const all = { ...noMaterials, sets: [setNode('cargo', 'x', ''), ...of('a', 'b').sets] };
    expect(asOneSet(all).sets.map(({ type }) => type)).toEqual(['cargo', 'pypi']);
  });
});
