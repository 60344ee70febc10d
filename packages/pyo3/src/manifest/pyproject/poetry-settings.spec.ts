import { describe, expect, it } from '@jest/globals';
import { parseTomlDocument } from '../../toml/parse.ts';
import { tableField } from '../../toml/fields.ts';
import { edgesOf, maturin } from '../../testing/written-repository.ts';
import { readPoetrySettings, specifierOf } from './poetry-settings.ts';
import { readPyproject } from './pyproject.ts';

const settings = (text: string) =>
  readPoetrySettings(tableField(parseTomlDocument(text, 'pyproject.toml'), 'tool') ?? {});

describe('specifierOf', () => {
  // The table of poetry's documentation, "Dependency specification".
  it.each([
    ['^1.2.3', '>=1.2.3,<2'],
    ['^1.2', '>=1.2,<2'],
    ['^1', '>=1,<2'],
    ['^0.2.3', '>=0.2.3,<0.3'],
    ['^0.0.3', '>=0.0.3,<0.0.4'],
    ['^0.0', '>=0.0,<0.1'],
    ['^0', '>=0,<1'],
    ['~1.2.3', '>=1.2.3,<1.3'],
    ['~1.2', '>=1.2,<1.3'],
    ['~1', '>=1,<2'],
    ['*', ''],
    ['1.2.*', '==1.2.*'],
    ['1.2.3', '==1.2.3'],
    ['=1.2.3', '==1.2.3'],
    ['== 1.2.3', '==1.2.3'],
    ['>= 1.2, <1.5', '>=1.2,<1.5'],
    ['~=2.2', '~=2.2'],
    ['!=2.2', '!=2.2'],
    ['^1 || ^2', ''],
  ])('%s is %j', (constraint, specifier) => {
    expect(specifierOf(constraint)).toBe(specifier);
  });
});

describe('readPoetrySettings', () => {
  it('reads dependencies, extras and groups as requirements', () => {
    const poetry = settings(`
[tool.poetry]
name = "web"
version = "1.0.0"
[tool.poetry.dependencies]
python = "^3.9"
attrs = "^23.1"
httpx = { version = "*", extras = ["http2"] }
colorama = { version = "~0.4", platform = "win32", python = ">=3.8,<3.12" }
numpy = { version = "^2", optional = true }
mine = { git = "git@example.invalid:mine.git" }
tool = { git = "https://example.invalid/tool.git", tag = "v1" }
[tool.poetry.extras]
fast = ["numpy"]
[tool.poetry.dev-dependencies]
black = "*"
[tool.poetry.group.test.dependencies]
pytest = [{ version = "^7", python = "<3.8" }, { version = "^8", markers = "python_version >= '3.8'" }]
`);

    expect(poetry).toMatchObject({
      name: 'web',
      version: '1.0.0',
      requiresPython: '>=3.9,<4',
      dependencies: [
        'attrs>=23.1,<24',
        'httpx[http2]',
        'colorama>=0.4,<0.5 ; python_version >= "3.8" and python_version < "3.12" and sys_platform == "win32"',
        'mine @ git+ssh://git@example.invalid/mine.git',
        'tool @ git+https://example.invalid/tool.git@v1',
      ],
      extras: { fast: ['numpy>=2,<3'] },
      groups: {
        dev: ['black'],
        test: ['pytest>=7,<8 ; python_version < "3.8"', `pytest>=8,<9 ; (python_version >= '3.8')`],
      },
    });
  });

  it('never makes an option, a URL or a second line of what is written', () => {
    const poetry = settings(
      '[tool.poetry.dependencies]\n"--index-url=x" = "*"\nattrs = "1\\n--pre"\nrich = { git = "../rich" }\n',
    );

    expect(poetry?.dependencies).toEqual(['attrs']);
  });

  it('is absent without the table', () => {
    expect(settings('[project]\nname = "web"\n')).toBeUndefined();
  });
});

describe('a project of poetry', () => {
  const path = '[tool.poetry.dependencies]\nalpha = { path = "../alpha", develop = true }\n';
  const backend =
    '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n';
  const files = {
    'alpha/pyproject.toml': maturin('alpha'),
    'alpha/Cargo.toml': '[package]\nname = "alpha"\nversion = "1.0.0"\n',
  };

  it.each([
    ['[tool.poetry] alone', `[tool.poetry]\nname = "web"\nversion = "1.0.0"\n${path}${backend}`],
    [
      '[project]',
      `[project]\nname = "web"\nversion = "1.0.0"\ndynamic = ["dependencies"]\n${path}${backend}`,
    ],
  ])('with %s depends on the project that a path leads to', (_what, text) => {
    expect(edgesOf({ ...files, 'web/pyproject.toml': text })).toEqual([
      'web -python-dependency-> alpha',
    ]);
  });

  it('keeps the dependencies of [project] if they are not dynamic', () => {
    const text = `[project]\nname = "web"\ndependencies = ["attrs"]\n${path}${backend}`;
    expect(readPyproject(text, 'pyproject.toml').project?.dependencies).toEqual(['attrs']);
  });

  it('is not read from the settings of another backend', () => {
    const text = `[tool.poetry]\nname = "web"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
    expect(readPyproject(text, 'pyproject.toml').project).toBeUndefined();
  });
});
