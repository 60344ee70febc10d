import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { detectProject } from '../project/detect/detect.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { lockDigest, metadataDigest } from './metadata-sources.ts';

const extension = {
  'Cargo.toml':
    '[workspace]\nmembers = ["libs/a"]\n[workspace.package]\nversion = "1.0.0"\nreadme = "docs/about.md"\n',
  'docs/about.md': 'About.',
  'libs/a/Cargo.toml':
    '[package]\nname = "a"\nversion.workspace = true\nreadme.workspace = true\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.30"\n',
  'libs/a/src/lib.rs': '',
  'libs/a/README.md': 'Read me.',
  'libs/a/legal/notes/MIT.txt': 'Free.',
  'libs/a/pyproject.toml':
    '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "a"\ndynamic = ["version"]\nlicense-files = ["legal/**/*.txt"]\n[project.scripts]\na = "a:main"\n',
  'libs/a/a/__init__.py': '',
};
const plain = {
  'libs/a/pyproject.toml':
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "a"\nversion = "1"\n',
  'libs/a/a/__init__.py': '',
};

const dynamic = {
  'libs/a/pyproject.toml':
    '[project]\nname = "a"\ndynamic = ["version", "description"]\n[tool.setuptools.dynamic]\nversion = { file = ["VERSION"] }\ndescription = { file = "about.txt" }\n',
  'libs/a/VERSION': '1',
  'libs/a/about.txt': 'About.',
};

function digestOf(files: Readonly<Record<string, string>>): string {
  const manifests = manifestsOf(memoryReader(files));
  const project = detectProject('libs/a', manifests);
  if (project === undefined) throw new Error('no project');
  return metadataDigest(project, manifests);
}

describe('the digest of what metadata is made from', () => {
  it.each(['libs/a/VERSION', 'libs/a/about.txt'])('changes with %s of setuptools', (file) => {
    expect(digestOf({ ...dynamic, [file]: '2' })).not.toBe(digestOf(dynamic));
  });

  it.each([
    'libs/a/pyproject.toml',
    'libs/a/Cargo.toml',
    'libs/a/README.md',
    'libs/a/legal/notes/MIT.txt',
    'docs/about.md',
  ])('changes with %s', (file) => {
    const changed = { ...extension, [file]: `${extension[file as keyof typeof extension]}\n` };
    expect(digestOf(changed)).not.toBe(digestOf(extension));
  });

  it('changes with a version that the crate inherits, and not with another member', () => {
    const root = extension['Cargo.toml'];
    const bumped = { ...extension, 'Cargo.toml': root.replace('1.0.0', '1.1.0') };
    const joined = { ...extension, 'Cargo.toml': root.replace('"libs/a"', '"libs/a", "libs/b"') };
    expect(digestOf(bumped)).not.toBe(digestOf(extension));
    expect(digestOf(joined)).toBe(digestOf(extension));
  });

  it('reads no folder that is called like a readme', () => {
    const folder = { ...extension, 'readme-tools/x.txt': '' };
    expect(digestOf(folder)).toBe(digestOf(extension));
  });

  it('changes with a new licence', () => {
    expect(digestOf({ ...extension, 'libs/a/LICENSE-MIT': 'Free.' })).not.toBe(digestOf(extension));
  });

  it('does not change with sources', () => {
    const changed = { ...extension, 'libs/a/src/lib.rs': '//', 'libs/a/a/__init__.py': '#' };
    expect(digestOf(changed)).toBe(digestOf(extension));
  });

  it('changes with the packages of a plain Python project', () => {
    expect(digestOf({ ...plain, 'libs/a/b/__init__.py': '' })).not.toBe(digestOf(plain));
    expect(digestOf({ ...plain, 'libs/a/a/more.py': '' })).toBe(digestOf(plain));
  });
});

describe('the digest of the lock file', () => {
  it('is of the nearest one', () => {
    const outer = { 'uv.lock': 'outer' };
    const both = { ...outer, 'libs/uv.lock': 'inner' };
    const digest = (files: Readonly<Record<string, string>>) =>
      lockDigest('libs/a', memoryReader(files));
    expect(digest({})).toBe('');
    expect(digest(outer)).not.toBe(digest(both));
    expect(digest({ ...both, 'uv.lock': 'changed' })).toBe(digest(both));
  });
});
