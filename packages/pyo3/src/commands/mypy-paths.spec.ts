import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { mypyPaths } from './mypy-paths.ts';

describe('the paths that are passed to mypy', () => {
  it.each([
    ['pyproject.toml', '[tool.mypy]\nfiles = ["src"]\n'],
    ['pyproject.toml', '[tool.mypy]\npackages = ["a"]\n'],
    ['mypy.ini', '[mypy]\nstrict = True\nfiles = src\n\n[mypy-x.*]\n'],
    ['setup.cfg', '[metadata]\nname = a\n\n[mypy]\nmodules=a\n'],
  ])('are left to the settings in %s that list them', (file, text) => {
    expect(mypyPaths('libs/a', memoryReader({ [`libs/a/${file}`]: text }))).toEqual([]);
  });

  it.each([
    ['libs/a/pyproject.toml', '[project]\nname = "a"\n[tool.mypy]\nstrict = true\n'],
    ['libs/a/setup.cfg', '[options]\npackages = find:\n[mypy]\nstrict = True\n[tool:x]\nfiles = y'],
    ['pyproject.toml', '[tool.mypy]\nfiles = ["libs"]\n'],
    ['README.md', ''],
  ])('are the whole project with %s = %j', (file, text) => {
    expect(mypyPaths('libs/a', memoryReader({ [file]: text }))).toEqual(['.']);
  });

  it('follow the settings of a project in the workspace root', () => {
    const files = { 'pyproject.toml': '[tool.mypy]\nfiles = ["src"]\n' };
    expect(mypyPaths('.', memoryReader(files))).toEqual([]);
  });
});
