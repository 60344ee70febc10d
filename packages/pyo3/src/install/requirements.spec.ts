import { describe, expect, it } from '@jest/globals';
import { installedGroups, type InstalledGroups } from '../manifest/pyproject/installed-groups.ts';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { readUvLock } from '../manifest/lock/uv-lock.ts';
import { lockedVersions, projectRequirements } from './requirements.ts';

const pyproject = (text: string) => readPyproject(text, 'pyproject.toml');
const beta = pyproject(`
[project]
name = "Beta"
dependencies = ["scipy"]
[project.optional-dependencies]
fast_io = ["orjson>=3", "beta[more]", "alpha"]
more = ["lz4"]
`);
const repository = (name: string) => ({ alpha: pyproject(''), beta })[name];

function requirements(text: string) {
  return projectRequirements(pyproject(text), repository);
}

describe('what is installed for a project', () => {
  it('are its dependencies and its group dev, with the groups in it', () => {
    const { ofOthers } = requirements(`
[project]
name = "a"
dependencies = ["numpy>=2; python_version >= '3.10'"]
[project.optional-dependencies]
unused = ["torch"]
[dependency-groups]
dev = ["pytest", { include-group = "types" }]
types = ["mypy", { include-group = "dev" }]
docs = ["sphinx"]
`);
    expect(ofOthers).toEqual(["numpy>=2; python_version >= '3.10'", 'pytest', 'mypy']);
  });

  it('never are projects of the repository', () => {
    const found = requirements('[project]\nname = "a"\ndependencies = ["BETA>=1", "alpha"]\n');
    expect(found).toEqual({ ofOthers: [], ofRepository: ['alpha', 'beta'] });
  });

  it('is what their extras stand for', () => {
    const found = requirements('[project]\nname = "a"\ndependencies = ["beta[fast-io]"]\n');
    expect(found).toEqual({ ofOthers: ['orjson>=3', 'lz4'], ofRepository: ['alpha', 'beta'] });
  });
});

describe('what the tests need', () => {
  const installed = (text: string, stated?: Partial<InstalledGroups>) => {
    const manifest = pyproject(`[project]\nname = "a"\n${text}`);
    return projectRequirements(manifest, repository, installedGroups(manifest, stated)).ofOthers;
  };

  it.each([
    ['a group test', '[dependency-groups]\ntest = ["pytest"]', ['pytest']],
    [
      'a group beside an extra',
      '[project.optional-dependencies]\ntests = ["tox"]\n[dependency-groups]\ntesting = ["pytest"]',
      ['pytest'],
    ],
    [
      'an extra tests',
      '[project.optional-dependencies]\ntests = ["pytest"]\ndocs = ["sphinx"]',
      ['pytest'],
    ],
    ['an extra dev', '[project.optional-dependencies]\ndev = ["pytest"]', ['pytest']],
    [
      'an extra of itself',
      '[project.optional-dependencies]\ntesting = ["A[io]", "pytest"]\nio = ["h5py"]',
      ['h5py', 'pytest'],
    ],
    [
      "uv's default groups",
      '[dependency-groups]\nqa = ["pytest"]\ndev = ["mypy"]\n[tool.uv]\ndefault-groups = ["qa"]',
      ['pytest'],
    ],
    [
      'the group of the configured type checker',
      '[dependency-groups]\ndev = ["pytest"]\nlint = ["mypy", "trio"]\ndocs = ["sphinx"]\n[tool.mypy]\nstrict = true',
      ['pytest', 'mypy', 'trio'],
    ],
    [
      'the extra of the configured type checker',
      '[project.optional-dependencies]\ntests = ["pytest"]\ntypes = ["pyright"]\n[tool.pyright]\n',
      ['pytest', 'pyright'],
    ],
    [
      'no group of a type checker that is installed, or is in several',
      '[dependency-groups]\ndev = ["mypy"]\nlint = ["mypy", "trio"]\nqa = ["pyright"]\nci = ["pyright"]\n[tool.mypy]\n[tool.pyright]\n',
      ['mypy'],
    ],
    [
      "a group test of poetry's",
      '[tool.poetry.group.test.dependencies]\npytest = "^8"\n[tool.poetry.group.docs.dependencies]\nsphinx = "*"',
      ['pytest>=8,<9'],
    ],
    ["uv's dev-dependencies", '[tool.uv]\ndev-dependencies = ["pytest"]', ['pytest']],
  ])('is taken from %s', (_what, text, expected) => {
    expect(installed(text)).toEqual(expected);
  });

  it.each([
    ['two groups', '[dependency-groups]\ntest = ["pytest"]\ntesting = ["tox"]'],
    [
      'two extras',
      '[project.optional-dependencies]\ntest = ["pytest"]\ntests = ["tox"]\ndev = ["x"]',
    ],
    ['a group of another name', '[dependency-groups]\nqa = ["pytest"]'],
  ])('is not guessed from %s', (_what, text) => {
    expect(installed(text)).toEqual([]);
  });

  it('is what is named, in [tool.nx-pyo3] or by an option, in place of the guess', () => {
    const text =
      '[project.optional-dependencies]\ntest = ["tox"]\nqa_all = ["pytest"]\n[dependency-groups]\nci = ["nox"]\n';
    expect(installed(`${text}[tool.nx-pyo3]\nextras = ["qa-all"]`)).toEqual(['pytest']);
    expect(installed(text, { groups: ['ci', 'unknown'] })).toEqual(['nox']);
    expect(installed(text, { groups: ['unknown'] })).toEqual(['tox']);
  });
});

describe('the versions of a lock, for pip', () => {
  const locked = (name: string, version?: string) => ({
    id: name,
    name,
    ...(version === undefined ? {} : { version }),
    origin: [],
    dependencies: [],
    grouped: [],
  });

  it('leave out what is locked several times or without a version', () => {
    const all = [locked('a', '1'), locked('b', '1'), locked('b', '2'), locked('c')];
    expect(lockedVersions(all)).toEqual(['a==1']);
  });

  it('are written only where name and version are such: each is a line of a file', () => {
    const all = [
      locked('idna', '3\n--extra-index-url https://example.org/simple\nx==1'),
      locked('--index-url', '1'),
      locked('a\nb', '1'),
      locked('c', '\n1'),
      locked('d', '1 --hash=x'),
      locked('right', '1.0.post1+local'),
    ];
    expect(lockedVersions(all)).toEqual(['right==1.0.post1+local']);
  });

  it('are not read at all with a line feed in one of them', () => {
    const text = 'version = 1\n[[package]]\nname = "idna"\nversion = "3\\n--index-url x"\n';
    expect(() => readUvLock(text, 'uv.lock')).toThrow('contains a control character');
  });
});
