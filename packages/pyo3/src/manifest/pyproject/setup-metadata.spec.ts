import { describe, expect, it } from '@jest/globals';
import { readSetupMetadata } from './setup-metadata.ts';

describe('a setup.cfg', () => {
  it('has the metadata of a distribution', () => {
    const cfg = `[metadata]
name = old
version = 0.1.0

[options]
python_requires = >=3.9
package_dir =
    =src
packages = find:
install_requires =
    alpha>=1,<2
    beta; sys_platform == "win32"

[options.packages.find]
where = src

[options.extras_require]
test =
    pytest
`;
    expect(readSetupMetadata(cfg, '')).toEqual({
      project: {
        name: 'old',
        version: '0.1.0',
        dynamic: [],
        requiresPython: '>=3.9',
        dependencies: ['alpha>=1,<2', 'beta; sys_platform == "win32"'],
        optionalDependencies: { test: ['pytest'] },
        scripts: [],
        licenseFiles: [],
      },
      packages: { 'package-dir': { '': 'src' }, packages: { find: { where: ['src'] } } },
    });
  });

  it('with settings only is none', () => {
    expect(
      readSetupMetadata('[metadata]\nlicense = MIT\n[mypy]\nstrict = true\n', ''),
    ).toBeUndefined();
  });

  it('does not know a version that is read from elsewhere', () => {
    const { project } = readSetupMetadata('[metadata]\nname = a\nversion = attr: a.V\n', '') ?? {};
    expect(project).toMatchObject({ dynamic: ['version'] });
  });
});

describe('a setup.py', () => {
  it('has what it says literally', () => {
    const script = `from setuptools import setup
setup(
    name="old",
    version='1.0',
    install_requires=[
        "alpha>=1",  # needed
        'beta[fast]<2',
    ],
)
`;
    expect(readSetupMetadata('', script)?.project).toMatchObject({
      name: 'old',
      version: '1.0',
      dynamic: [],
      dependencies: ['alpha>=1', 'beta[fast]<2'],
    });
  });

  it.each([
    ['setup(name="a", version="1", install_requires=read())', ['dependencies']],
    ['setup(name="a", install_requires=["b", *more])', ['version', 'dependencies']],
  ])('has computed fields as dynamic: %s', (script, dynamic) => {
    expect(readSetupMetadata('', script)?.project.dynamic).toEqual(dynamic);
  });

  it.each(['setup()', 'setup(name=NAME)', 'configure(name="a")', ''])('is none: %s', (script) => {
    expect(readSetupMetadata('', script)).toBeUndefined();
  });
});
