import { describe, expect, it } from '@jest/globals';
import { parseTomlDocument } from '../../toml/parse.ts';
import { readPackageSettings, type PackageSettings } from './package-settings.ts';

function settings(backend: string | undefined, text: string, name = 'My-Lib'): PackageSettings {
  const found = readPackageSettings(parseTomlDocument(text, 'pyproject.toml'), backend, name);
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

describe('readPackageSettings', () => {
  it.each<[string, string | undefined, string, PackageSettings]>([
    ['setuptools', 'setuptools.build_meta', '', {}],
    [
      'no backend: setuptools',
      undefined,
      '[setuptools]\npackages = ["a", "a.b", "c"]\n',
      { modules: ['a', 'c'] },
    ],
    [
      'modules',
      'setuptools.build_meta',
      '[setuptools]\npy-modules = ["one"]\n',
      { modules: ['one'] },
    ],
    [
      'a folder',
      'setuptools.build_meta',
      '[setuptools.package-dir]\n"" = "lib"\n',
      { base: 'lib' },
    ],
    [
      'a search',
      'setuptools.build_meta',
      '[setuptools.packages.find]\nwhere = ["lib"]\ninclude = ["a*"]\nexclude = ["a.x"]\n',
      { base: 'lib', include: ['a*'], exclude: ['a.x'] },
    ],
    [
      'hatch',
      'hatchling.build',
      '[hatch.build.targets.wheel]\npackages = ["src/a", "b/"]\n',
      { modules: ['a', 'b'] },
    ],
    [
      'hatch, for all targets',
      'hatchling.build',
      '[hatch.build]\npackages = ["x"]\n',
      { modules: ['x'] },
    ],
    ['hatch without', 'hatchling.build', '', {}],
    ['flit', 'flit_core.buildapi', '', { modules: ['My_Lib'] }],
    [
      'flit, named',
      'flit_core.buildapi',
      '[flit.module]\nname = "other"\n',
      { modules: ['other'] },
    ],
    [
      'poetry',
      'poetry.core.masonry.api',
      '[poetry]\npackages = [{ include = "a", from = "lib" }, { include = "b/c/**/*.py" }, { include = "one.py" }]\n',
      { modules: ['a', 'b.c', 'one'] },
    ],
    ['uv', 'uv_build', '', { base: 'src', modules: ['my_lib'] }],
    [
      'uv, named',
      'uv_build',
      '[uv.build-backend]\nmodule-name = ["a", "b.c"]\nmodule-root = ""\n',
      { base: '', modules: ['a', 'b.c'] },
    ],
    ['uv, a namespace', 'uv_build', '[uv.build-backend]\nnamespace = true\n', { base: 'src' }],
    ['pdm', 'pdm.backend', '[pdm.build]\npackage-dir = "code"\n', { base: 'code' }],
    ['a backend that we do not know', 'own.backend', '[own]\npackages = ["a"]\n', {}],
    ['a name of every object', 'constructor', '', {}],
  ])('reads %s', (_what, backend, text, expected) => {
    expect(settings(backend, text)).toEqual(expected);
  });

  it('ignores settings of another type', () => {
    expect(settings('hatchling.build', 'hatch = 1\n')).toEqual({});
    expect(settings('poetry.core', '[poetry]\npackages = ["a"]\n')).toEqual({});
    expect(settings('setuptools', '[setuptools]\npy-modules = "a"\n')).toEqual({});
  });
});
