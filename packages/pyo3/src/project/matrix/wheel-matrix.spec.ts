import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { readCrateNeeds } from '../crate/crate-needs.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { parseAtom, wheelMatrix, type MatrixFacts } from './wheel-matrix.ts';

interface Case {
  readonly cargo?: string;
  readonly pyproject?: string;
  readonly facts?: Partial<MatrixFacts>;
}

const crate = '[package]\nname = "a"\nversion = "0.1.0"\n[dependencies]\n';
const plain = `${crate}pyo3 = "0.30"\n`;
const one = { platforms: ['win_amd64'] };

function namesOf({ cargo = plain, pyproject = '', facts = {} }: Case): readonly string[] {
  const manifests = manifestsOf(memoryReader({ 'Cargo.toml': cargo, 'pyproject.toml': pyproject }));
  const needs = readCrateNeeds('.', manifests);
  const { project, tool = {} } = manifests.pyproject('.') ?? {};
  return wheelMatrix({
    kind: 'extension',
    crate: needs,
    requiresPython: project?.requiresPython,
    pyo3Requirement: needs?.dependencies.find(({ name }) => name === 'pyo3')?.version,
    tool,
    settings: {},
    ...facts,
  }).map(({ name }) => name);
}

describe('the matrix of an extension', () => {
  it('has each supported CPython, free-threaded from 3.14 on, on each platform', () => {
    const names = namesOf({});
    const pythons = ['cp311', 'cp312', 'cp313', 'cp314', 'cp315', 'cp314t', 'cp315t'];
    const platforms = [
      ...['manylinux_2_17_x86_64', 'manylinux_2_17_aarch64'],
      ...['musllinux_1_2_x86_64', 'musllinux_1_2_aarch64'],
      ...['macosx_x86_64', 'macosx_arm64', 'win_amd64', 'win_arm64'],
    ];
    expect(names).toEqual(pythons.flatMap((abi) => platforms.map((name) => `${abi}-${name}`)));
  });

  it('has one wheel for each platform with the stable ABI', () => {
    const cargo = `${crate}pyo3 = { version = "0.30", features = ["abi3-py39"] }\n`;
    const names = namesOf({ cargo });
    expect(names).toHaveLength(8);
    expect(names.every((name) => name.startsWith('cp39-abi3-'))).toBe(true);
  });

  it.each<[string, Case, readonly string[]]>([
    [
      'a feature of [tool.maturin]',
      { pyproject: '[tool.maturin]\nfeatures = ["pyo3/abi3-py310"]\n' },
      ['cp310-abi3-win_amd64'],
    ],
    [
      'a default feature of the crate',
      { cargo: `${plain}[features]\ndefault = ["stable"]\nstable = ["pyo3/abi3-py311"]\n` },
      ['cp311-abi3-win_amd64'],
    ],
    [
      'default features that maturin leaves out',
      {
        cargo: `${plain}[features]\ndefault = ["stable"]\nstable = ["pyo3/abi3-py311"]\n`,
        pyproject:
          '[project]\nname = "a"\nrequires-python = ">=3.13,<3.14"\n[tool.maturin]\nno-default-features = true\n',
      },
      ['cp313-win_amd64'],
    ],
    [
      'abi3 without a version: the oldest Python that is allowed',
      {
        cargo: `${crate}pyo3 = { version = "0.30", features = ["abi3"] }\n`,
        pyproject: '[project]\nname = "a"\nrequires-python = ">=3.10"\n',
      },
      ['cp310-abi3-win_amd64'],
    ],
    [
      'abi3 from a version on (maturin, "Conditional features")',
      {
        pyproject:
          '[project]\nname = "a"\nrequires-python = ">=3.11,<3.14"\n[tool.maturin]\nfeatures = [{ feature = "pyo3/abi3-py312", python-version = ">=3.12" }]\n',
      },
      ['cp311-win_amd64', 'cp312-abi3-win_amd64'],
    ],
    [
      'abi3t (PEP 803)',
      {
        cargo: `${crate}pyo3 = { version = "0.30", features = ["abi3t-py315"] }\n`,
        pyproject: '[project]\nname = "a"\nrequires-python = ">=3.15"\n',
      },
      ['cp315-abi3t-win_amd64'],
    ],
    [
      'abi3 beside the free-threaded build, by name',
      {
        cargo: `${crate}pyo3 = { version = "0.30", features = ["abi3-py39"] }\n`,
        facts: { settings: { ...one, python: ['abi3', '3.14t', 'pypy3.11'] } },
      },
      ['cp39-abi3-win_amd64', 'cp314t-win_amd64', 'pp311-win_amd64'],
    ],
    [
      'an older pyo3, which knows no newer Python',
      {
        cargo: `${crate}pyo3 = "0.28"\n`,
        pyproject: '[project]\nname = "a"\nrequires-python = ">=3.13"\n',
      },
      ['cp313-win_amd64', 'cp314-win_amd64', 'cp314t-win_amd64'],
    ],
    [
      'requires-python of versions that are out of support',
      { pyproject: '[project]\nname = "a"\nrequires-python = ">=3.9,<3.11"\n' },
      ['cp39-win_amd64', 'cp310-win_amd64'],
    ],
    [
      'a patch release in requires-python',
      { pyproject: '[project]\nname = "a"\nrequires-python = ">=3.13.2,<3.14"\n' },
      ['cp313-win_amd64'],
    ],
    [
      'skip',
      {
        pyproject: '[project]\nname = "a"\nrequires-python = ">=3.13"\n',
        facts: { settings: { ...one, skip: ['cp31[45]*'] } },
      },
      ['cp313-win_amd64'],
    ],
  ])('respects %s', (_name, { facts, ...files }, expected) => {
    expect(namesOf({ ...files, facts: { settings: one, ...facts } })).toEqual(expected);
  });

  it('has the platforms of [tool.maturin] compatibility', () => {
    const names = namesOf({
      pyproject: '[tool.maturin]\ncompatibility = "manylinux_2_28"\n',
      facts: { settings: { python: ['3.12'] } },
    });
    expect(names.slice(0, 3)).toEqual([
      'cp312-manylinux_2_28_x86_64',
      'cp312-manylinux_2_28_aarch64',
      'cp312-musllinux_1_2_x86_64',
    ]);
  });

  it('has none for Windows on ARM before CPython 3.11, and few for PyPy', () => {
    expect(
      namesOf({
        facts: {
          settings: {
            python: ['3.10', 'pypy3.11'],
            platforms: ['win_arm64', 'musllinux_1_2_x86_64'],
          },
        },
      }),
    ).toEqual(['cp310-musllinux_1_2_x86_64']);
  });
});

describe('the matrix beside [tool.cibuildwheel]', () => {
  const settings =
    '[project]\nname = "a"\nrequires-python = ">=3.10"\n[tool.cibuildwheel]\nbuild = "cp31{1,2}-* pp*"\nskip = ["*-musllinux*"]\nenable = ["pypy"]\n' +
    'manylinux-x86_64-image = "quay.io/pypa/manylinux_2_28_x86_64:2026.01.04-1"\n' +
    '[tool.cibuildwheel.linux]\narchs = ["x86_64", "armv7l"]\n[tool.cibuildwheel.macos]\narchs = "universal2"\n[tool.cibuildwheel.windows]\narchs = ["AMD64", "x86"]\n';

  it('has what cibuildwheel would build', () => {
    const platforms = [
      ...['manylinux_2_28_x86_64', 'manylinux_2_17_armv7l', 'macosx_universal2'],
      ...['win_amd64', 'win32'],
    ];
    expect(namesOf({ pyproject: settings })).toEqual([
      ...['cp311', 'cp312'].flatMap((abi) => platforms.map((name) => `${abi}-${name}`)),
      ...['pp311-manylinux_2_28_x86_64', 'pp311-manylinux_2_17_armv7l', 'pp311-win_amd64'],
    ]);
  });

  it('has the stable ABI where cibuildwheel builds it with any Python that can import it', () => {
    const cargo = `${crate}pyo3 = { version = "0.30", features = ["abi3-py310"] }\n`;
    expect(namesOf({ cargo, pyproject: settings })).toContain('cp310-abi3-win32');
    const none = settings.replace('cp31{1,2}-* pp*', 'cp39-*');
    expect(namesOf({ cargo, pyproject: none })).toEqual([]);
  });

  it('is what our own settings say where both say something', () => {
    const own = { python: ['3.13'], platforms: ['musllinux_1_2_x86_64'] };
    expect(namesOf({ pyproject: settings, facts: { settings: own } })).toEqual([
      'cp313-musllinux_1_2_x86_64',
    ]);
  });
});

describe('the matrix of what has no module for one Python', () => {
  it('is one wheel for each platform when maturin packs a program', () => {
    expect(namesOf({ facts: { kind: 'any-python', settings: one } })).toEqual([
      'py3-none-win_amd64',
    ]);
  });

  it('is one wheel for pure Python', () => {
    expect(namesOf({ facts: { kind: 'pure' } })).toEqual(['py3-none-any']);
  });
});

describe('the name of an atom', () => {
  it('is read back as what it was made from', () => {
    const python = ['3.11', '3.14t', 'pypy3.11', 'abi3'];
    const cargo = `${crate}pyo3 = { version = "0.30", features = ["abi3-py39"] }\n`;
    const names = [
      ...namesOf({ cargo, facts: { settings: { python } } }),
      ...namesOf({ facts: { kind: 'pure' } }),
      ...namesOf({ facts: { kind: 'any-python' } }),
    ];
    expect(names.map((name) => parseAtom(name)?.name)).toEqual(names);
  });

  it.each(['', 'cp312', 'cp312-', 'cp312-beos', 'cp312-../x', 'cp313t-win_amd64', 'py3-none'])(
    'is not %j',
    (name) => {
      expect(parseAtom(name)).toBeUndefined();
    },
  );
});
