import { describe, expect, it } from '@jest/globals';
import type { WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { parseAtom } from '../project/matrix/wheel-matrix.ts';
import { memoryReader } from '../files/memory.ts';
import { readRepository } from '../project/edges/repository.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { projectConfiguration } from '../inference/project-configuration.ts';
import { pytestInputs, wheelInputs } from './inputs.ts';
import { usesOfProjects } from './project-uses.ts';
import type { TargetContext } from './target-context.ts';
import { targetIds, type TargetNames } from './target-names.ts';
import { wheelSet, wheelTestSet } from './wheels.ts';

const files = {
  'Cargo.toml': '[workspace]\nmembers = ["a", "core"]\n',
  'core/Cargo.toml': '[package]\nname = "core"\nversion = "0.1.0"\n',
  'a/Cargo.toml':
    '[package]\nname = "a"\nversion = "0.1.0"\n[dependencies]\npyo3 = "0.30"\ncore = { path = "../core" }\n',
  'a/src/lib.rs': '',
  'a/pyproject.toml':
    '[project]\nname = "a"\n[build-system]\nrequires = ["maturin>=1.16"]\nbuild-backend = "maturin"\n',
};

function contextOf(wheels: readonly string[]): TargetContext {
  const read = manifestsOf(memoryReader(files));
  const repository = readRepository(
    Object.keys(files).filter((file) => /toml$/.test(file)),
    read,
  );
  const [project] = repository.projects.filter(({ root }) => root === 'a');
  const uses = usesOfProjects(repository, read).get('a');
  if (project === undefined || uses === undefined) throw new Error('no project');
  const names = Object.fromEntries(targetIds.map((id) => [id, id])) as TargetNames;
  const atoms = wheels.map(parseAtom).filter((atom): atom is WheelAtom => atom !== undefined);
  return { project, uses, names, fingerprint: 'f', wheels: atoms };
}

const tags = ['cp312-manylinux_2_17_x86_64', 'cp312-win_amd64'];

describe('the targets of wheels', () => {
  const context = contextOf(tags);
  const { targets = {}, namedInputs = {}, metadata } = projectConfiguration(context, {});

  it('are one for each wheel, and one for all and the sdist, in a group', () => {
    const names = tags.map((tag) => `wheels--${tag}`);
    expect(Object.keys(targets).filter((name) => name.startsWith('wheels'))).toEqual(
      expect.arrayContaining(['wheels', ...names]),
    );
    expect(targets['wheels']?.dependsOn).toEqual(expect.arrayContaining([...names, 'sdist']));
    expect(metadata?.targetGroups).toEqual({
      Wheels: ['wheels', ...names],
      'Wheel tests': [
        'wheels-test',
        ...tags.map((tag) => `wheels-test--${tag}`),
        'wheels-test--sdist',
      ],
    });
  });

  it('have a folder and a key of their own', () => {
    const [one, other] = tags.map((tag) => targets[`wheels--${tag}`]);
    expect(one).toMatchObject({
      executor: 'pyo3:wheel',
      cache: true,
      options: { tag: 'cp312-manylinux_2_17_x86_64' },
      outputs: ['{projectRoot}/dist/wheels/cp312-manylinux_2_17_x86_64'],
    });
    // What this machine can build is asked for the platform.
    expect(one?.inputs).toContainEqual({ runtime: 'f wheel=manylinux_2_17_x86_64' });
    expect(other?.inputs).toContainEqual({ runtime: 'f wheel=win_amd64' });
  });

  it('have all that `build` has in its key, most of it in one set for all wheels', () => {
    const inputs = targets[`wheels--${tags[0] ?? ''}`]?.inputs ?? [];
    expect([...inputs, ...(namedInputs[wheelSet] ?? [])]).toEqual(
      expect.arrayContaining(wheelInputs(context)),
    );
    // Nx refuses other projects in a set.
    expect(inputs).toContainEqual({ input: 'rust', projects: ['core'] });
    expect(JSON.stringify(inputs).length).toBeLessThan(350);
  });

  it('wait for the witness, as every target that reads a lock file', () => {
    expect(targets[`wheels--${tags[0] ?? ''}`]?.dependsOn).toContain('lock-witness');
  });

  it('have a test each, after the wheel, with what the wheel and pytest read in its key', () => {
    const tested = targets[`wheels-test--${tags[0] ?? ''}`];
    expect(tested).toMatchObject({
      executor: 'pyo3:wheel-test',
      cache: true,
      options: { tag: 'cp312-manylinux_2_17_x86_64' },
      dependsOn: ['wheels--cp312-manylinux_2_17_x86_64', 'lock-witness'],
    });
    const inputs = [...(tested?.inputs ?? []), ...(namedInputs[wheelTestSet] ?? [])];
    // The plain fingerprint is a part of that of what is packed.
    const isFact = (input: object | string) =>
      typeof input !== 'string' &&
      (('runtime' in input && input.runtime !== 'f') || 'env' in input);
    expect(inputs).toEqual(
      expect.arrayContaining([...wheelInputs(context), ...pytestInputs(context)].filter(isFact)),
    );
    // The widest set of files that either of them has, and no second one.
    expect(inputs.filter((input) => input === 'all-files' || input === 'wheel')).toEqual([
      'all-files',
    ]);
    // Which interpreters this machine has for the platform.
    expect(inputs).toContainEqual({ runtime: 'f tests=manylinux_2_17_x86_64' });
    expect(targets['wheels-test']?.dependsOn).toEqual([
      ...tags.map((tag) => `wheels-test--${tag}`),
      'wheels-test--sdist',
      'lock-witness',
    ]);
    expect(targets['wheels-test--sdist']).toMatchObject({
      options: { tag: 'sdist' },
      dependsOn: ['sdist', 'lock-witness'],
    });
  });

  it('are tested with the wheels of the projects that the tests import', () => {
    const uses = { ...context.uses, developForTests: ['other'] };
    const { targets: own = {} } = projectConfiguration({ ...context, uses }, {});
    expect(own[`wheels-test--${tags[0] ?? ''}`]?.dependsOn).toEqual([
      'wheels--cp312-manylinux_2_17_x86_64',
      { projects: ['other'], target: 'wheels--cp312-manylinux_2_17_x86_64' },
      { projects: ['other'], target: 'wheels--py3-none-any' },
      'lock-witness',
    ]);
  });

  it('are not there without wheels, nor when they are switched off', () => {
    const without = projectConfiguration(contextOf([]), {});
    expect(Object.keys(without.targets ?? {}).filter((name) => /wheels/.test(name))).toEqual([]);
    expect(without.namedInputs?.[wheelSet]).toBeUndefined();
    expect(without.namedInputs?.[wheelTestSet]).toBeUndefined();
    const untested = { ...context, names: { ...context.names, 'wheels-test': undefined } };
    const { targets: left = {} } = projectConfiguration(untested, {});
    expect(Object.keys(left).filter((name) => /test/.test(name))).not.toContain('wheels-test');
    expect(Object.keys(left).join()).not.toContain('wheels-test--');
    const off = { ...context, names: { ...context.names, wheels: undefined } };
    expect(Object.keys(projectConfiguration(off, {}).targets ?? {}).join()).not.toContain('wheels');
  });
});
