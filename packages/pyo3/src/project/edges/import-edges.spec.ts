import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { scanImports } from '../../python/import-scan.ts';
import { importEdges, providersIn, type PythonFiles } from './import-edges.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { pythonFilesOf } from '../paths/python-files.ts';
import { readRepository } from './repository.ts';

type Files = Readonly<Record<string, string>>;

function pythonFiles(files: Files): PythonFiles {
  const reader = memoryReader(files);
  const manifests = Object.keys(files).filter((file) => /(Cargo|pyproject)\.toml$/.test(file));
  const { projects } = readRepository(manifests, manifestsOf(reader));
  const roots = new Set(projects.map(({ root }) => root));
  return new Map(projects.map((one) => [one, pythonFilesOf(one, roots, reader)]));
}

/** `source -kind-> target (file)`. */
function edges(files: Files): readonly string[] {
  const own = pythonFiles(files);
  return importEdges(own, providersIn(own), (file) => scanImports(files[file] ?? '')).map(
    ({ source, kind, target, sourceFile }) =>
      `${source} -${kind.replace('python-', '')}-> ${target} (${sourceFile})`,
  );
}

const python = (name: string) =>
  `[project]\nname = "${name}"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
const maturin = (name: string, settings = '') =>
  `[project]\nname = "${name}"\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[tool.maturin]\n${settings}`;
const crate = (name: string) => `[package]\nname = "${name}"\n[lib]\ncrate-type = ["cdylib"]\n`;

const libraries: Files = {
  'fast/pyproject.toml': maturin(
    'acme-fast',
    'python-source = "python"\nmodule-name = "fast._fast"',
  ),
  'fast/Cargo.toml': crate('fast'),
  'fast/python/fast/__init__.py': '',
  'bare/pyproject.toml': maturin('bare'),
  'bare/Cargo.toml': crate('bare'),
  'ns-a/pyproject.toml': python('ns-a'),
  'ns-a/src/ns/a/__init__.py': '',
  'ns-b/pyproject.toml': python('ns-b'),
  'ns-b/src/ns/b/__init__.py': '',
  'app/pyproject.toml': python('app'),
  'app/app/__init__.py': '',
};
const app = (file: string, text: string) => edges({ ...libraries, [`app/${file}`]: text });

describe('an import of a module of another project', () => {
  it.each([
    ['a package', 'import fast.sub', 'fast'],
    ['an extension without a package', 'from bare import x', 'bare'],
    ['one of two projects that share a namespace', 'import ns.b', 'ns-b'],
    ['the same taken out of the namespace', 'from ns import b', 'ns-b'],
  ])('is an edge: %s', (_what, text, target) => {
    expect(app('app/x.py', text)).toEqual([`app -import-> ${target} (app/app/x.py)`]);
  });

  it('is an edge of another kind in tests and for types', () => {
    expect(app('tests/test_x.py', 'import fast')).toEqual([
      'app -import-test-> fast (app/tests/test_x.py)',
    ]);
    expect(app('app/x.py', 'if TYPE_CHECKING:\n    import fast\n')).toEqual([
      'app -import-types-> fast (app/app/x.py)',
    ]);
  });

  it('is told once, with the first file', () => {
    const both = { ...libraries, 'app/app/b.py': 'import fast', 'app/app/a.py': 'import fast' };
    expect(edges(both)).toEqual(['app -import-> fast (app/app/a.py)']);
  });

  it('is found in the tests of a root that is never installed', () => {
    expect(
      edges({
        ...libraries,
        'pyproject.toml': '[project]\nname = "repository"\n',
        'tests/test_all.py': 'from fast import x',
      }),
    ).toEqual(['. -import-test-> fast (tests/test_all.py)']);
  });
});

describe('what a project provides', () => {
  const backend = (name: string, tool: string) =>
    `[project]\nname = "lib"\n[build-system]\nrequires = []\nbuild-backend = "${name}"\n${tool}`;
  const uses = (manifest: string, files: readonly string[], text: string) =>
    edges({
      'lib/pyproject.toml': manifest,
      ...Object.fromEntries(files.map((file) => [`lib/${file}`, ''])),
      'app/pyproject.toml': python('app'),
      'app/app.py': text,
    }).length;

  it.each([
    [
      'hatch',
      backend('hatchling.build', '[tool.hatch.build.targets.wheel]\npackages = ["source/one"]\n'),
      'one',
      'source',
    ],
    [
      'setuptools',
      backend('setuptools.build_meta', '[tool.setuptools]\npackages = ["one", "one.sub"]\n'),
      'one.sub',
      'two',
    ],
    [
      'a search',
      backend(
        'setuptools.build_meta',
        '[tool.setuptools.packages.find]\nwhere = ["code"]\nexclude = ["two*"]\n',
      ),
      'three',
      'two',
    ],
    ['flit', backend('flit_core.buildapi', '[tool.flit.module]\nname = "one"\n'), 'one', 'two'],
    [
      'poetry',
      backend('poetry.core.masonry.api', '[tool.poetry]\npackages = [{ include = "one" }]\n'),
      'one',
      'two',
    ],
    [
      'uv',
      backend('uv_build', '[tool.uv.build-backend]\nmodule-name = "one"\nmodule-root = ""\n'),
      'one',
      'two',
    ],
  ])('is what the settings of its backend say: %s', (_what, manifest, provided, other) => {
    const files = [
      'source/one/__init__.py',
      'one/__init__.py',
      'two/__init__.py',
      'code/two/__init__.py',
      'code/three.py',
    ];
    expect(uses(manifest, files, `import ${provided}`)).toBe(1);
    expect(uses(manifest, files, `import ${other}`)).toBe(0);
  });

  it('is not what lies beside a package in the project’s folder, but all of a src', () => {
    expect(uses(python('lib'), ['lib/__init__.py', 'utils/__init__.py'], 'import utils')).toBe(0);
    expect(
      uses(python('lib'), ['src/lib/__init__.py', 'src/utils/__init__.py'], 'import utils'),
    ).toBe(1);
    expect(uses(python('lib'), ['src/lib/__init__.py', 'src/tests/x.py'], 'import tests.x')).toBe(
      0,
    );
  });
});

describe('a relative import', () => {
  it('is an edge where it leaves its package for a namespace of several distributions', () => {
    const leaving = (text: string) => edges({ ...libraries, 'ns-b/src/ns/b/deep/x.py': text });
    const edge = ['ns-b -import-> ns-a (ns-b/src/ns/b/deep/x.py)'];
    expect(leaving('from ...a import thing')).toEqual(edge);
    expect(leaving('from ... import a')).toEqual(edge);
    expect(leaving('from ..a import thing')).toEqual([]);
    expect(leaving('from .....a import thing')).toEqual([]);
  });
});

describe('no edge', () => {
  it.each([
    ['is a relative import', 'app/x.py', 'from .fast import x'],
    ['is an import of the project itself', 'tests/test_x.py', 'import app'],
    ['is an import of others’ packages', 'app/x.py', 'import numpy, os'],
    ['is an import of a namespace that others have a part of', 'app/x.py', 'import ns'],
    ['is in a virtual environment', '.venv/lib/site-packages/x.py', 'import fast'],
    ['is an import of tests', 'app/x.py', 'import tests.test_fast'],
  ])('%s', (_what, file, text) => {
    expect(app(file, text)).toEqual([]);
  });

  it('leads to a module that lies beside the importing file', () => {
    const files = { ...libraries, 'app/tests/fast.py': '', 'app/tests/test_x.py': 'import fast' };
    expect(edges(files)).toEqual([]);
  });
});
