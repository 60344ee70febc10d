import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { readRepository } from '../project/edges/repository.ts';
import {
  isSetName,
  joinSets,
  namedInputs,
  type NamedInputs,
  type SetName,
} from './named-inputs.ts';
import type { Input } from './target-context.ts';

function inputsOf(files: Readonly<Record<string, string>>): NamedInputs {
  const manifests = Object.keys(files).filter((file) => /(Cargo|pyproject)\.toml$/.test(file));
  const [project] = readRepository(manifests, manifestsOf(memoryReader(files))).projects;
  if (project === undefined) throw new Error('no project');
  const sets = namedInputs(project);
  const globsOf = (set: SetName): readonly Input[] =>
    sets[set].flatMap((one) => (isSetName(one) ? globsOf(one) : [one]));
  return Object.fromEntries(
    Object.keys(sets).map((set) => [set, globsOf(set as SetName)]),
  ) as unknown as NamedInputs;
}

/** What a set leaves out of `all-files`, without the project's folder. */
function leftOut(inputs: NamedInputs, set: SetName): readonly string[] {
  return inputs[set]
    .filter((glob) => !inputs['all-files'].includes(glob))
    .map((glob) => String(glob).replace('!{projectRoot}/', ''));
}

const crate = '[package]\nname = "x"\nversion = "0.1.0"\n';
const rustTests = ['tests/**/*.rs', 'benches/**/*.rs', 'examples/**/*.rs'];
const pythonTests = 'tests/**/*.{py,pyi}';
const manifest = 'pyproject.toml';
const notRust = [manifest, '**/{py.typed,.gitignore}'];
const notPython = [manifest, '**/*.rs', '**/Cargo.toml', '**/*.{md,rst}', 'LICENSE*'];

/** An extension `x._x` in the package `python/x`, with Python tests beside it. */
const mixed = {
  'x/pyproject.toml':
    '[project]\nname = "x"\n[build-system]\nrequires = ["maturin"]\n[tool.maturin]\npython-source = "python"\nmodule-name = "x._x"\n',
  'x/Cargo.toml': crate,
  'x/python/x/__init__.py': '',
  'x/tests/test_x.py': '',
};

const withSettings = (settings: string) => ({
  ...mixed,
  'x/pyproject.toml': `${mixed['x/pyproject.toml']}${settings}\n`,
});

describe('the sets of files of an extension', () => {
  it.each<readonly [SetName, readonly string[]]>([
    ['rust', [...notRust, ...rustTests, 'python/x/**/*.{py,pyi}', pythonTests]],
    ['rust-tests', [...notRust, 'python/x/**/*.{py,pyi}', pythonTests]],
    ['wheel', [manifest, ...rustTests, pythonTests]],
    ['python', [manifest, ...rustTests, pythonTests, ...notPython]],
    ['python-tests', notPython],
  ])('%s leaves out what is none of its business', (set, expected) => {
    expect(leftOut(inputsOf(mixed), set)).toEqual(expected);
  });

  it('never hold the placed extension, artifacts, caches and locks', () => {
    for (const set of Object.values(inputsOf(mixed))) {
      for (const glob of ['python/x/_x.*{so,pyd}', 'dist/*.whl', 'target/**/*', 'uv.lock']) {
        expect(set).toContain(`!{projectRoot}/${glob}`);
      }
    }
  });
});

describe('tests that are in the wheel count for it', () => {
  it.each([
    ['by a glob', 'include = ["tests/**"]'],
    ['by a glob that begins above them', 'include = [{ path = "t*/data.txt", format = "wheel" }]'],
    ['as data', 'data = "tests"'],
    ['as a package', 'python-packages = ["../tests"]'],
  ])('%s', (_, setting) => {
    const kept = leftOut(inputsOf(withSettings(setting)), 'wheel');
    expect(kept.filter((glob) => glob.startsWith('tests/'))).toEqual([]);
  });

  it('inside the package', () => {
    const inside = {
      ...withSettings('[tool.pytest.ini_options]\ntestpaths = ["python/x/tests"]'),
      'x/python/x/tests/test_x.py': '',
    };
    expect(leftOut(inputsOf(inside), 'wheel')).toEqual([manifest, ...rustTests]);
  });

  it('but not where a glob is for something else', () => {
    const kept = leftOut(inputsOf(withSettings('include = ["docs/*.md"]')), 'wheel');
    expect(kept).toEqual([manifest, ...rustTests, pythonTests]);
  });

  it('and where the backend is not known', () => {
    const plain = {
      'x/pyproject.toml': '[project]\nname = "x"\n[build-system]\nrequires = ["hatchling"]\n',
      'x/tests/test_x.py': '',
    };
    expect(leftOut(inputsOf(plain), 'wheel')).toEqual([]);
    expect(leftOut(inputsOf(plain), 'python')).toEqual(notPython);
  });
});

it('an extension of setuptools-rust counts for nothing, wherever its package is', () => {
  const files = {
    'x/pyproject.toml':
      '[project]\nname = "x"\n[build-system]\nrequires = ["setuptools-rust"]\n[[tool.setuptools-rust.ext-modules]]\ntarget = "x.inner._x"\n',
    'x/Cargo.toml': crate,
  };
  for (const set of ['rust', 'wheel', 'all-files'] as const) {
    expect(inputsOf(files)[set]).toContain('!{projectRoot}/**/_x.*{so,pyd}');
  }
});

describe("folders of cargo's tests", () => {
  it.each([
    ['the library', '[lib]\npath = "examples/lib.rs"'],
    ['a program', '[[bin]]\nname = "y"\npath = "./examples/y/main.rs"'],
    ['the build script', 'build = "examples/build.rs"'],
  ])('count where they hold %s', (_, settings) => {
    const { rust } = inputsOf({ 'x/Cargo.toml': `${crate}${settings}\n` });
    expect(rust).not.toContain('!{projectRoot}/examples/**/*.rs');
    expect(rust).toContain('!{projectRoot}/tests/**/*.rs');
  });

  it('are looked for where the crate is', () => {
    const nested = { ...mixed, 'x/rust/Cargo.toml': crate };
    expect(leftOut(inputsOf(nested), 'rust')).toEqual(
      expect.arrayContaining(['rust/tests/**/*.rs']),
    );
  });
});

describe('two sets of one project', () => {
  const sets = ['rust', 'rust-tests', 'python', 'python-tests', 'wheel', 'all-files'] as const;
  const pairs = sets.flatMap((one) => sets.map((other) => [one, other] as const));

  it.each(pairs)('%s and %s become one that leaves out what both do, or less', (one, other) => {
    const inputs = inputsOf(mixed);
    const both = leftOut(inputs, joinSets(one, other));
    for (const set of [one, other])
      expect(leftOut(inputs, set)).toEqual(expect.arrayContaining([...both]));
  });

  it('become the smaller of those that would do', () => {
    expect(joinSets('rust', 'wheel')).toBe('wheel');
    expect(joinSets('rust', 'python')).toBe('wheel');
    expect(joinSets('wheel', 'rust-tests')).toBe('all-files');
  });
});

describe('a project in the root', () => {
  const root = { 'Cargo.toml': crate };
  const sets = ['rust', 'rust-tests', 'wheel', 'all-files'] as const;

  it.each(sets)('has no file of CI, editors, Nx or npm in its set %s', (set) => {
    const globs = inputsOf(root)[set];
    expect(globs).toContain(
      '!{projectRoot}/.{github,gitlab,circleci,vscode,idea,devcontainer,nx}/**/*',
    );
    expect(globs).toContain('!{projectRoot}/{nx,package,package-lock,npm-shrinkwrap}.json');
    expect(inputsOf({ 'x/Cargo.toml': crate })[set].join(' ')).not.toContain('github');
  });

  it('has no documentation among its sources, unless a manifest names some of it', () => {
    const docs = '!{projectRoot}/docs/**/*';
    expect(inputsOf(root).rust).toContain(docs);
    expect(inputsOf(root).wheel).toContain(docs);
    expect(inputsOf(root)['all-files']).not.toContain(docs);
    const named = { 'Cargo.toml': `${crate}readme = "docs/README.md"\n` };
    expect(inputsOf(named).wheel).not.toContain(docs);
  });
});
