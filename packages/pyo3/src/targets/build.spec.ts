import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { readRepository } from '../project/edges/repository.ts';
import { usesOfProjects } from './project-uses.ts';
import { targetIds, type TargetNames } from './target-names.ts';
import { targetSet, type TargetSet } from './target-set.ts';

const files = {
  'tools/packed/pyproject.toml':
    '[project]\nname = "packed"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
  'Cargo.toml': '[workspace]\nmembers = ["native", "core"]\n',
  'core/Cargo.toml': '[package]\nname = "core"\nversion = "0.1.0"\n',
  'native/Cargo.toml':
    '[package]\nname = "native"\nversion = "0.1.0"\n[dependencies]\ncore = { path = "../core" }\n',
  'native/src/lib.rs': '',
  'native/pyproject.toml':
    '[project]\nname = "native"\n[build-system]\nrequires = ["setuptools", "setuptools-rust"]\nbuild-backend = "setuptools.build_meta"\n[[tool.setuptools-rust.ext-modules]]\ntarget = "native._native"\n',
};

function targetsOf(wanted: string): TargetSet {
  const manifests = Object.keys(files).filter((file) => file.endsWith('.toml'));
  const read = manifestsOf(memoryReader(files));
  const repository = readRepository(manifests, read);
  const [project] = repository.projects.filter(({ name }) => name === wanted);
  const uses = project && usesOfProjects(repository, read).get(project.root);
  const names = Object.fromEntries(targetIds.map((id) => [id, id])) as TargetNames;
  return project && uses ? targetSet({ project, uses, names, fingerprint: 'f' }) : {};
}

describe('a project that a Python backend builds', () => {
  it.each(['build', 'sdist'])('has the ignore files above it in the key of its %s', (target) => {
    expect(targetsOf('packed')[target]?.inputs).toEqual(
      expect.arrayContaining(['{workspaceRoot}/tools/.gitignore', '{workspaceRoot}/.gitignore']),
    );
  });
});

describe('a project that setuptools-rust builds', () => {
  const targets = targetsOf('native');

  it('has a wheel and an sdist in its dist folder, both cached', () => {
    expect(targets['build']).toMatchObject({
      executor: 'pyo3:build',
      cache: true,
      outputs: ['{options.out}/native-*.whl'],
    });
    expect(targets['sdist']).toMatchObject({
      executor: 'pyo3:sdist',
      cache: true,
      outputs: ['{options.out}/native-*.tar.gz'],
    });
  });

  it('has the Rust of what it uses in the key of its wheel', () => {
    expect(targets['build']?.inputs).toEqual(
      expect.arrayContaining(['wheel', { input: 'rust', projects: ['core'] }]),
    );
  });

  it('has no target of maturin alone', () => {
    expect(Object.keys(targets)).not.toContain('compile');
  });
});
