import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { readRepository } from '../project/edges/repository.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { usesOfProjects } from '../targets/project-uses.ts';
import { wheelsOf } from './wheels-of.ts';

const project = '[project]\nname = "grammar"\nversion = "1"\n';
const setuptools =
  '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';

function wheelsWith(files: Readonly<Record<string, string>>): readonly string[] {
  const manifests = manifestsOf(memoryReader(files));
  const repository = readRepository(Object.keys(files), manifests);
  const [only] = repository.projects;
  const uses = usesOfProjects(repository, manifests).get('.');
  if (only === undefined || uses === undefined) throw new Error('no project');
  return wheelsOf(only, uses, manifests, {}).map(({ name }) => name);
}

describe('the wheels of a Python project', () => {
  it('are one for every platform where it is Python alone, also with a setup.py', () => {
    expect(wheelsWith({ 'pyproject.toml': project + setuptools })).toEqual(['py3-none-any']);
    const script = 'from setuptools import setup\n# ext_modules=[] would compile\nsetup()\n';
    expect(wheelsWith({ 'pyproject.toml': project + setuptools, 'setup.py': script })).toEqual([
      'py3-none-any',
    ]);
  });

  it.each([
    [
      'setup.py',
      setuptools,
      'setup(\n    ext_modules=[Extension(name="_x", sources=["x.c"])],\n)\n',
    ],
    ['cffi', setuptools, 'setup(cffi_modules=["build.py:ffi"])\n'],
    ['pyproject.toml', `${setuptools}[[tool.setuptools.ext-modules]]\nname = "x"\n`, ''],
    ['meson', '[build-system]\nrequires = ["meson-python"]\nbuild-backend = "mesonpy"\n', ''],
  ])('are none where it compiles an extension: %s', (_what, settings, script) => {
    expect(wheelsWith({ 'pyproject.toml': project + settings, 'setup.py': script })).toEqual([]);
  });
});
