import { describe, expect, it } from '@jest/globals';
import { withDynamicDependencies } from './dynamic-dependencies.ts';
import { readPyproject } from './pyproject.ts';

const head = (backend: string, dynamic = '"dependencies"') =>
  `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n` +
  `[project]\nname = "a"\nversion = "1"\ndynamic = [${dynamic}]\n`;

function resolved(text: string, files: Readonly<Record<string, string>> = {}) {
  const pyproject = withDynamicDependencies(
    readPyproject(text, 'pyproject.toml'),
    (path) => files[path],
  );
  const { dependencies, optionalDependencies, dynamic } = pyproject.project ?? {};
  return { dependencies, optionalDependencies, dynamic, files: pyproject.requirementFiles };
}

describe('dynamic dependencies', () => {
  it.each([
    [
      'of setuptools',
      `${head('setuptools.build_meta')}[tool.setuptools.dynamic]\ndependencies = { file = ["r/base.txt"] }\n`,
      {
        'r/base.txt':
          '# for all\nalpha>=1  # ours\n\nbeta[x]; python_version < "3.12"\n-r other.txt\n',
      },
      ['alpha>=1', 'beta[x]; python_version < "3.12"'],
      ['r/base.txt'],
    ],
    [
      'of hatch-requirements-txt',
      `${head('hatchling.build')}[tool.hatch.metadata.hooks.requirements_txt]\nfiles = ["a.txt", "b.txt"]\n`,
      { 'a.txt': 'alpha', 'b.txt': 'beta\r\n' },
      ['alpha', 'beta'],
      ['a.txt', 'b.txt'],
    ],
    [
      'in a file that setup.cfg names',
      head('setuptools.build_meta'),
      { 'setup.cfg': '[options]\ninstall_requires = file: r.txt\n', 'r.txt': 'alpha' },
      ['alpha'],
      ['r.txt'],
    ],
    [
      'in setup.py',
      head('setuptools.build_meta'),
      { 'setup.py': 'setup(install_requires=["alpha"])' },
      ['alpha'],
      [],
    ],
  ])('%s are read', (_, text, files, dependencies, read) => {
    const found = resolved(text, files as unknown as Readonly<Record<string, string>>);
    expect(found).toMatchObject({ dependencies, dynamic: [], files: read });
  });

  it('of extras are read', () => {
    const text = `${head('setuptools.build_meta', '"optional-dependencies", "version"')}[tool.setuptools.dynamic.optional-dependencies]\ntest = { file = "t.txt" }\n`;
    expect(resolved(text, { 't.txt': 'pytest>=8' })).toMatchObject({
      optionalDependencies: { test: ['pytest>=8'] },
      dynamic: ['version'],
      files: ['t.txt'],
    });
  });

  it.each([
    ['a hook computes', `${head('hatchling.build')}[tool.hatch.metadata.hooks.custom]\n`, {}],
    [
      'a missing file has',
      `${head('setuptools.build_meta')}[tool.setuptools.dynamic]\ndependencies = { file = "x.txt" }\n`,
      {},
    ],
    [
      'setup.py computes',
      head('setuptools.build_meta'),
      { 'setup.py': 'setup(install_requires=read())' },
    ],
  ])('stay dynamic if %s them', (_, text, files) => {
    const found = resolved(text, files as unknown as Readonly<Record<string, string>>);
    expect(found).toMatchObject({ dependencies: [], dynamic: ['dependencies'] });
  });
});
