import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { readRepository } from '../../project/edges/repository.ts';
import { manifestsOf } from '../../project/folder/manifests.ts';
import { requirementPlaces } from '../places/requirement-place.ts';
import { statedVersions, type Snapshot } from './file-edit.ts';
import { requireReleasable, requireSayable, type Group } from './refusals.ts';
import { versionEdits } from './version-edits.ts';

type Files = Readonly<Record<string, string>>;

const backend = (name: string) =>
  `[build-system]\nrequires = ["${name}"]\nbuild-backend = "${name}"\n`;
const crate = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0" # keep\n${rest}`;

function snapshotOf(files: Files): Snapshot {
  const manifests = manifestsOf(memoryReader(files));
  const found = Object.keys(files).filter((file) => /(Cargo|pyproject)\.toml$/.test(file));
  const repository = readRepository(found, manifests);
  return {
    repository,
    manifests,
    requirements: requirementPlaces(repository, manifests),
    versions: statedVersions(repository, manifests),
    byRoot: new Map(repository.projects.map((project) => [project.root, project])),
  };
}

function projectIn(snapshot: Snapshot, root: string) {
  const project = snapshot.byRoot.get(root);
  if (project === undefined) throw new Error(`there is no project in ${root}`);
  return project;
}

/** The files that changed, with their new texts. */
function released(files: Files, root: string, version: string, keepMatching = false): Files {
  const snapshot = snapshotOf(files);
  const edits = versionEdits(projectIn(snapshot, root), version, keepMatching, snapshot);
  const after = new Map(Object.entries(files));
  for (const { file, edit } of edits) after.set(file, edit(after.get(file) ?? ''));
  return Object.fromEntries([...after].filter(([file, text]) => files[file] !== text));
}

describe('a new version', () => {
  it('of a maturin project with a dynamic version is written to Cargo.toml only', () => {
    const pyproject = `[project]\nname = "a"\ndynamic = ["version"]\n${backend('maturin')}`;
    const files = { 'a/Cargo.toml': crate('a'), 'a/src/lib.rs': '', 'a/pyproject.toml': pyproject };
    expect(released(files, 'a', '0.2.0-rc.1')).toEqual({
      'a/Cargo.toml': crate('a').replace('0.1.0', '0.2.0-rc.1'),
    });
  });

  it('of a maturin project with both versions is written to both, each in its notation', () => {
    const pyproject = `[project]\r\nname = "a"\r\nversion = '0.1.0'\r\n${backend('maturin')}`;
    const files = { 'a/Cargo.toml': crate('a'), 'a/src/lib.rs': '', 'a/pyproject.toml': pyproject };
    expect(released(files, 'a', '0.2.0-rc.1')).toEqual({
      'a/Cargo.toml': crate('a').replace('0.1.0', '0.2.0-rc.1'),
      'a/pyproject.toml': pyproject.replace('0.1.0', '0.2.0rc1'),
    });
  });

  it('leaves a crate alone that has another version than the distribution', () => {
    const pyproject = `[project]\nname = "a"\nversion = "3.1.0"\n${backend('maturin')}`;
    const files = { 'a/Cargo.toml': crate('a'), 'a/src/lib.rs': '', 'a/pyproject.toml': pyproject };
    expect(Object.keys(released(files, 'a', '3.2.0'))).toEqual(['a/pyproject.toml']);
  });

  it.each<readonly [string, string, string, string]>([
    [
      'hatch',
      `${backend('hatchling.build')}[tool.hatch.version]\npath = "src/p/__init__.py"\n`,
      'p/src/p/__init__.py',
      '"""P."""\r\n__version__: str = "0.1.0"  # here\r\n',
    ],
    [
      'setuptools attr',
      `${backend('setuptools.build_meta')}[tool.setuptools.dynamic]\nversion = { attr = "p.about.VERSION" }\n`,
      'p/src/p/about.py',
      "VERSION = '0.1.0'\n",
    ],
    [
      'setuptools file',
      `${backend('setuptools.build_meta')}[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n`,
      'p/VERSION',
      '0.1.0\n',
    ],
    [
      'PDM',
      `${backend('pdm.backend')}[tool.pdm.version]\nsource = "file"\npath = "p.py"\n`,
      'p/p.py',
      '__version__ = "0.1.0"\n',
    ],
    ['flit', backend('flit_core.buildapi'), 'p/p.py', '"""P."""\n__version__ = "0.1.0"\n'],
  ])('of a dynamic version of %s is written to the file that it names', (_, rest, file, text) => {
    const pyproject = `[project]\nname = "p"\ndynamic = ["version"]\n${rest}`;
    expect(released({ 'p/pyproject.toml': pyproject, [file]: text }, 'p', '0.2.0')).toEqual({
      [file]: text.replace('0.1.0', '0.2.0'),
    });
  });

  it('that a tool takes from git tags is written nowhere', () => {
    const pyproject =
      '[project]\nname = "p"\ndynamic = ["version"]\n[build-system]\nrequires = ["setuptools", "setuptools-scm>=8"]\nbuild-backend = "setuptools.build_meta"\n';
    expect(released({ 'p/pyproject.toml': pyproject }, 'p', '0.2.0')).toEqual({});
    expect(snapshotOf({ 'p/pyproject.toml': pyproject }).versions.get('p')).toEqual({
      kind: 'tags',
      tool: 'setuptools-scm',
    });
  });

  const pair: Files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["a", "b"]\n[workspace.package]\nversion = "0.5.0"\n[workspace.dependencies]\na = { path = "a", version = "0.5" }\n',
    'Cargo.lock':
      'version = 4\n\n[[package]]\nname = "a"\nversion = "0.5.0"\n\n[[package]]\nname = "b"\nversion = "0.5.0"\ndependencies = [\n "a",\n]\n',
    'a/Cargo.toml': '[package]\nname = "a"\nversion.workspace = true\n',
    'b/Cargo.toml':
      '[package]\nname = "b"\nversion = { workspace = true }\n[dependencies]\na.workspace = true\n',
  };

  it('that is inherited moves the workspace, its dependencies and both entries of the lock file', () => {
    expect(released(pair, 'b', '0.6.0')).toEqual({
      'Cargo.toml': pair['Cargo.toml']?.replace('0.5.0', '0.6.0').replace('"0.5"', '"0.6"'),
      'Cargo.lock': pair['Cargo.lock']?.replaceAll('0.5.0', '0.6.0'),
    });
  });

  it('that is inherited needs one fixed group', () => {
    const snapshot = snapshotOf(pair);
    const check = (groups: Readonly<Record<string, Group>>) => () => {
      requireReleasable(projectIn(snapshot, 'a'), (root) => groups[root], snapshot);
    };
    const fixed = { name: 'pair', isFixed: true };
    expect(check({ a: fixed, b: fixed })).not.toThrow();
    expect(check({ a: { name: 'other', isFixed: false } })).not.toThrow();
    expect(check({ a: fixed, b: { name: 'other', isFixed: true } })).toThrow('share one version');
    const loose = { name: 'pair', isFixed: false };
    expect(check({ a: loose, b: loose })).toThrow('a, b share one version');
  });

  const used: Files = {
    'core/Cargo.toml': crate('core'),
    'core/src/lib.rs': '',
    'app/Cargo.toml': crate(
      'app',
      '[dev-dependencies]\nc = { package = "core", path = "../core", version = "0.1" }\n',
    ),
    'app/src/lib.rs': '',
  };

  it('also updates a requirement of a project that is not released, if it does not allow it', () => {
    expect(released(used, 'core', '0.1.5')).not.toHaveProperty('app/Cargo.toml');
    expect(released(used, 'core', '0.2.0')['app/Cargo.toml']).toBe(
      used['app/Cargo.toml']?.replace('"0.1"', '"0.2"'),
    );
  });

  it('that a range excludes is an error with file and line', () => {
    const files = {
      'a/pyproject.toml': `[project]\nname = "a"\nversion = "0.1.0"\n${backend('hatchling.build')}`,
      'b/pyproject.toml': `[project]\nname = "b"\nversion = "0.1.0"\ndependencies = [\n  "A>=0.1,<0.2",\n]\n${backend('hatchling.build')}`,
    };
    expect(released(files, 'a', '0.1.1')).not.toHaveProperty('b/pyproject.toml');
    expect(() => released(files, 'a', '0.2.0')).toThrow(
      expect.objectContaining({
        code: 'requirement-excludes',
        location: { file: 'b/pyproject.toml', line: 5, column: 3 },
      }),
    );
  });
});

describe('a version that cannot be stated', () => {
  const files: Files = {
    'p/pyproject.toml': `[project]\nname = "p"\nversion = "1.0.0.post1"\n${backend('hatchling.build')}`,
    'c/Cargo.toml': crate('c'),
  };
  const snapshot = snapshotOf(files);

  it('is refused for a Python package, and accepted for a crate', () => {
    expect(() => {
      requireSayable(projectIn(snapshot, 'p'), '1.0.0', '1.1.0-next.0');
    }).toThrow('p cannot get the version 1.1.0-next.0: it has no form in PEP 440');
    expect(() => {
      requireSayable(projectIn(snapshot, 'c'), '1.0.0', '1.1.0-next.0');
    }).not.toThrow();
  });

  it('is refused where a manifest has one, with its line', () => {
    expect(() => {
      requireReleasable(projectIn(snapshot, 'p'), () => undefined, snapshot);
    }).toThrow(expect.objectContaining({ location: { file: 'p/pyproject.toml', line: 3 } }));
  });
});
