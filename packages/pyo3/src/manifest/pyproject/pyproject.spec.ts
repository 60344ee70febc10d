import { describe, expect, it } from '@jest/globals';
import { readPyproject, type Pyproject } from './pyproject.ts';

const read = (...lines: readonly string[]): Pyproject =>
  readPyproject(lines.join('\n'), 'libs/x/pyproject.toml');

describe('readPyproject', () => {
  it('reads [project]', () => {
    const { project } = read(
      '[project]',
      'name = "My.Lib"',
      'dynamic = ["version"]',
      'requires-python = ">=3.9"',
      'dependencies = ["numpy>=2"]',
      'readme = { file = "README.md", content-type = "text/markdown" }',
      'license = { file = "LICENSE" }',
      'license-files = ["LICENCES/*"]',
      '[project.optional-dependencies]',
      'tests = ["pytest"]',
      '[project.scripts]',
      'my = "my:main"',
      '[project.gui-scripts]',
      'my-gui = "my:gui"',
    );
    expect(project).toEqual({
      name: 'My.Lib',
      dynamic: ['version'],
      requiresPython: '>=3.9',
      dependencies: ['numpy>=2'],
      optionalDependencies: { tests: ['pytest'] },
      scripts: ['my', 'my-gui'],
      readme: 'README.md',
      licenseFiles: ['LICENCES/*', 'LICENSE'],
    });
  });

  it("reads the build system and maturin's settings, including those for specific interpreters", () => {
    const { buildSystem, maturin } = read(
      '[build-system]',
      'requires = ["maturin>=1.16,<2.0"]',
      'build-backend = "maturin"',
      '[tool.maturin]',
      'module-name = "pkg._pkg"',
      'python-source = "python"',
      'manifest-path = "rust/Cargo.toml"',
      'bindings = "pyo3"',
      'features = ["a", { feature = "b", python-version = ">=3.11" }]',
      'editable-profile = "dev"',
      'include = [{ path = "data/**", format = "sdist" }, "LICENSE"]',
    );
    expect(buildSystem).toEqual({
      requires: ['maturin>=1.16,<2.0'],
      buildBackend: 'maturin',
      backendPath: [],
    });
    expect(maturin).toMatchObject({
      moduleName: 'pkg._pkg',
      pythonSource: 'python',
      manifestPath: 'rust/Cargo.toml',
      bindings: 'pyo3',
      features: ['a', 'b'],
      editableProfile: 'dev',
      include: ['data/**', 'LICENSE'],
      useBasePython: false,
    });
  });

  it('reads dependency groups with the groups that they include', () => {
    const { dependencyGroups } = read(
      '[dependency-groups]',
      'test = ["pytest>=8"]',
      'dev = ["ruff", { include-group = "test" }]',
    );
    expect(dependencyGroups).toEqual({
      test: ['pytest>=8'],
      dev: ['ruff', { includeGroup: 'test' }],
    });
  });

  it('reads the uv workspace, and each source as a list', () => {
    const { uv } = read(
      '[tool.uv]',
      'package = false',
      'dev-dependencies = ["mypy"]',
      '[tool.uv.workspace]',
      'members = ["libs/*"]',
      '[tool.uv.sources]',
      'a = { workspace = true }',
      'b = [{ path = "../b", marker = "os_name == \'nt\'" }, { git = "https://example.org/b" }]',
    );
    expect(uv).toEqual({
      package: false,
      devDependencies: ['mypy'],
      workspace: { members: ['libs/*'], exclude: [] },
      sources: {
        a: [{ workspace: true }],
        b: [{ path: '../b', marker: "os_name == 'nt'" }, { git: 'https://example.org/b' }],
      },
    });
  });

  it('reads setuptools-rust, without entries that have no target', () => {
    const { setuptoolsRust } = read(
      '[[tool.setuptools-rust.ext-modules]]',
      'target = "pkg._ext"',
      'path = "rust/Cargo.toml"',
      '[[tool.setuptools-rust.ext-modules]]',
      'path = "x"',
    );
    expect(setuptoolsRust).toEqual({
      extModules: [{ target: 'pkg._ext', path: 'rust/Cargo.toml', features: [] }],
      bins: [],
    });
  });

  it('finds nothing in an empty file, and keeps settings of tools unparsed', () => {
    expect(read('')).toEqual({
      file: 'libs/x/pyproject.toml',
      document: {},
      dependencyGroups: {},
      poetryPaths: {},
      uv: { sources: {}, devDependencies: [] },
      tool: {},
    });
    expect(read('[tool.mypy]', 'strict = true').tool).toEqual({ mypy: { strict: true } });
  });

  it('reads a [project] without a name, and a file without [project]', () => {
    expect(read('[project]', 'requires-python = ">=3.9"').project?.name).toBeUndefined();
    expect(read('[build-system]', 'requires = []').project).toBeUndefined();
  });

  it.each([
    [['[project]', 'name = 3'], 2, 8, '"project.name" must be a string.'],
    [['[project]', 'name = ""'], 2, 8, '"project.name" must not be empty.'],
    [
      ['[project]', 'name = "--config=x"'],
      ...([2, 8, 'The name "--config=x" begins with "-", which build backends refuse.'] as const),
    ],
    ...['a-', '..', '.a', 'a.'].map(
      (name) =>
        [
          ['[project]', `name = "${name}"`],
          2,
          8,
          `The name "${name}" begins or ends with "-" or ".", which build backends refuse.`,
        ] as const,
    ),
    ...['größe', 'my package', 'a/b', 'p\u043ekg', 'a@1'].map(
      (name) =>
        [
          ['[project]', `name = "${name}"`],
          2,
          8,
          `The name "${name}" has other characters than ASCII letters, digits, "-", "_" and ".", which build backends refuse.`,
        ] as const,
    ),
    [['project = 1'], 1, 11, '"project" must be a table.'],
    [['tool = 1'], 1, 8, '"tool" must be a table.'],
    [
      ['[project]', 'name = "x"', 'dependencies = "numpy"'],
      3,
      16,
      '"project.dependencies" must be an array of strings.',
    ],
    [
      ['[project]', 'name = "x"', '[project.dependencies]', 'numpy = "2"'],
      3,
      1,
      '"project.dependencies" must be an array of strings.',
    ],
    [
      ['[project.optional-dependencies]', 'tests = [1]'],
      2,
      9,
      '"project.optional-dependencies.tests" must be an array of strings.',
    ],
    [
      ['[dependency-groups]', 'dev = "pytest"'],
      2,
      7,
      'The dependency group "dev" must be an array.',
    ],
    [
      ['[tool.maturin]', 'module-name = ["a"]'],
      2,
      15,
      '"tool.maturin.module-name" must be a string.',
    ],
    [
      ['[tool.uv.workspace]', 'members = "libs/*"'],
      2,
      11,
      '"tool.uv.workspace.members" must be an array of strings.',
    ],
  ])('rejects %j at its position', (lines, line, column, message) => {
    expect(() => read(...lines)).toThrow(
      expect.objectContaining({
        code: 'manifest-invalid',
        message,
        location: { file: 'libs/x/pyproject.toml', line, column },
      }),
    );
  });
});

describe('a string that an installer would not treat as a requirement', () => {
  const places: Readonly<Record<string, string>> = {
    dependency: '[project]\nname = "a"\ndependencies = ["idna", TEXT]\n',
    'dependency of an extra': '[project.optional-dependencies]\nx = [\n  "idna",\n  TEXT,\n]\n',
    'dependency of a group': '[dependency-groups]\ndev = ["pytest", TEXT]\n',
    'requirement of the build system': '[build-system]\nrequires = ["maturin", TEXT]\n',
    'development dependency of uv': '[tool.uv]\ndev-dependencies = ["pytest", TEXT]\n',
  };
  const texts = [
    '--target=/x',
    '-r/etc/hostname',
    '',
    './a.whl',
    'idna>=3\n--log=x',
    'a b',
    'idna\n',
  ];

  it.each(Object.entries(places))('is an error of the manifest as a %s', (_, manifest) => {
    for (const text of texts) {
      const written = manifest.replace('TEXT', JSON.stringify(text));
      const line = written.split('\n').findIndex((each) => each.includes(JSON.stringify(text))) + 1;
      expect(() => read(written)).toThrow(
        expect.objectContaining({
          code: 'manifest-invalid',
          location: expect.objectContaining({ file: 'libs/x/pyproject.toml', line }),
          hint: expect.stringContaining('"numpy>=2"'),
        }),
      );
    }
  });

  it('is not a requirement with extras, markers, versions or a URL', () => {
    const texts = [
      'a[b,c]>=1,<2 ; python_version >= "3.9"',
      'a @ file:///x/y.whl',
      'a (>=1)',
      'a~=1.0',
    ];
    expect(
      read('[project]', `dependencies = ${JSON.stringify(texts)}`).project?.dependencies,
    ).toEqual(texts);
  });
});
