import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { enclosingSettings, type SettingsReader } from './enclosing-settings.ts';
import { manifestsOf } from '../folder/manifests.ts';

const root = `[tool.uv]
constraint-dependencies = ["six<2"]
[tool.uv.workspace]
members = ["libs/*"]
[dependency-groups]
dev = ["pytest"]
[tool.ruff]
line-length = 100
[tool.mypy]
strict = true
[tool.pytest.ini_options]
addopts = "-q"
[tool.coverage.run]
branch = true
`;

const settingsBy = (text: string | undefined) =>
  enclosingSettings(
    'libs',
    manifestsOf(memoryReader(text === undefined ? {} : { 'pyproject.toml': text })),
  );

describe('what a line of an enclosing pyproject.toml decides', () => {
  it.each<[what: string, from: string, to: string, readers: readonly SettingsReader[]]>([
    ['a comment', 'line-length', '# Remark.\nline-length', []],
    ['a member of the uv workspace', '"libs/*"', '"libs/*", "tools/*"', []],
    ['ruff', '100', '80', ['ruff']],
    ['mypy', 'strict = true', 'strict = false', ['types']],
    ['pytest', '-q', '-v', ['pytest']],
    ['a tool that is not known', 'branch = true', 'branch = false', ['pytest', 'types']],
    ['a group', '"pytest"', '"pytest", "six"', ['environment', 'pytest', 'types']],
    ["uv's settings", 'six<2', 'six<3', ['environment', 'pytest', 'types']],
  ])('%s', (_what, from, to, readers) => {
    expect(root).toContain(from);
    const before = settingsBy(root);
    const after = settingsBy(root.replace(from, to));
    const names = Object.keys(before) as SettingsReader[];
    const keyOf = (settings: typeof before, name: SettingsReader) => settings[name].sets[0]?.key;
    expect(names.filter((name) => keyOf(before, name) !== keyOf(after, name))).toEqual(readers);
  });
});

describe('where it is read', () => {
  it('is nothing to the environment of which a new pyproject.toml says nothing', () => {
    const none = settingsBy(undefined);
    const some = settingsBy('[tool.ruff]\nline-length = 80\n');
    expect(some.environment).toEqual(none.environment);
    expect(some.ruff).not.toEqual(none.ruff);
    // It makes another root for pytest.
    expect(some.pytest).not.toEqual(none.pytest);
  });

  it('is every folder above, whether it has a pyproject.toml or a .gitignore or not', () => {
    expect(settingsBy(undefined).ruff).toMatchObject({
      // With a .gitignore, files come and go for Nx that a tool passes over or packs.
      readFrom: ['libs/pyproject.toml', 'pyproject.toml', 'libs/.gitignore', '.gitignore'],
      files: [],
    });
  });

  it('is the whole file when it cannot be read', () => {
    expect(settingsBy('[tool').environment.files).toEqual(['pyproject.toml']);
  });
});
