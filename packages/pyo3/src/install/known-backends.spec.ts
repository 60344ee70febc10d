import { describe, expect, it } from '@jest/globals';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { unknowable } from './known-backends.ts';

const project = '[project]\nname = "a"\nversion = "1"\n';
const backend = (name: string) =>
  `[build-system]\nrequires = []\nbuild-backend = "${name}"\n${project}`;
const reason = (text: string, setup = false) =>
  unknowable(readPyproject(text, 'pyproject.toml'), setup);

describe('an editable install', () => {
  it.each([
    'hatchling.build',
    'setuptools.build_meta',
    'flit_core.buildapi',
    'uv_build',
    'pdm.backend',
    'poetry.core.masonry.api',
  ])('of %s is known by its files', (name) => {
    expect(reason(backend(name))).toBeUndefined();
  });

  const readme = 'dynamic = ["readme"]\nversion = "1"';
  const stated = '[tool.setuptools.dynamic]\nreadme = { file = "README.rst" }\n';
  const dynamic = (name: string) => `${backend(name).replace('version = "1"', readme)}${stated}`;

  it('is known by the file that setuptools reads a dynamic field from', () => {
    expect(reason(dynamic('setuptools.build_meta'))).toBeUndefined();
    expect(reason(dynamic('hatchling.build'))).toBe('"readme" is dynamic');
    const dependencies = dynamic('setuptools.build_meta').replaceAll('readme', 'dependencies');
    expect(reason(dependencies)).toBe('"dependencies" is dynamic');
  });

  it.each([
    [backend('mesonpy'), 'the build backend mesonpy may compile or generate files'],
    [
      `${backend('uv_build')}[tool.x]\n`.replace('requires', 'backend-path = ["."]\nrequires'),
      'the build backend is the project’s own',
    ],
    [
      backend('hatchling.build').replace('version = "1"', 'dynamic = ["version"]'),
      '"version" is dynamic',
    ],
    [
      `${backend('hatchling.build')}[tool.hatch.build.hooks.custom]\nx = 1\n`,
      '[tool.hatch.build.hooks] runs code of the project',
    ],
    [
      `${backend('setuptools.build_meta')}[[tool.setuptools.ext-modules]]\nname = "x"\n`,
      '[tool.setuptools.ext-modules] runs code of the project',
    ],
  ])('is not, where more than files decides (%#)', (text, expected) => {
    expect(reason(text)).toBe(expected);
  });

  it('is not, where there is a setup.py', () => {
    expect(reason(project, true)).toBe('setup.py may do anything');
  });
});
