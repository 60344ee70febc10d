import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { readRepository } from '../project/edges/repository.ts';
import { projectConfiguration } from '../inference/project-configuration.ts';
import { usesOfProjects } from './project-uses.ts';
import { targetIds, type TargetNames } from './target-names.ts';

const names = Object.fromEntries(targetIds.map((id) => [id, id])) as TargetNames;
const crate = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n[lib]\ncrate-type = ["cdylib", "rlib"]\n[dependencies]\npyo3 = "0.30"\n${rest}`;
const maturin = (name: string, rest = '') =>
  `[project]\nname = "${name}"\n${rest}\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n`;
const files = {
  'Cargo.toml': '[workspace]\nmembers = ["libs/*"]\n',
  'libs/b/Cargo.toml': crate('b'),
  'libs/b/pyproject.toml': maturin('b'),
  'libs/a/Cargo.toml': crate('a', 'b = { path = "../b" }\n'),
  'libs/a/pyproject.toml': maturin(
    'a',
    'dependencies = ["b"]\n[tool.uv.sources]\nb = { path = "../b" }',
  ),
  'libs/a/tests/test_a.py': '',
};

describe('the files above a project', () => {
  const read = manifestsOf(memoryReader(files));
  const repository = readRepository(Object.keys(files), read);
  const project = repository.projects.find(({ name }) => name === 'a');
  const uses = project && usesOfProjects(repository, read).get(project.root);
  if (project === undefined || uses === undefined) throw new Error('no project a');
  const context = { project, uses, names, fingerprint: 'node fingerprint.js' };
  const { namedInputs = {}, targets = {} } = projectConfiguration(context, {});
  const inputsOf = (name: string) => targets[name]?.inputs ?? [];

  it('are named inputs of it, so that no target lists them', () => {
    expect(namedInputs['cargo-settings']).toContain('{workspaceRoot}/libs/.cargo/config.toml');
    expect(namedInputs['pytest-settings']).toContain('{workspaceRoot}/conftest.py');
    expect(inputsOf('compile')).toContain('cargo-settings');
    expect(inputsOf('pytest')).toEqual(
      expect.arrayContaining(['cargo-settings', 'pytest-settings']),
    );
    const listed = Object.keys(targets)
      .flatMap((name) => inputsOf(name))
      .filter(
        (input) => typeof input === 'string' && /(toolchain|conftest.py|[.]ini)$/.test(input),
      );
    expect(listed).toEqual([]);
  });

  it('are named one by one in its own folder where they exist, since Git may ignore them', () => {
    const own = 'libs/a/.cargo/config.toml';
    const withOwn = manifestsOf(memoryReader({ ...files, [own]: '' }));
    const [first] = readRepository(Object.keys(files), withOwn).projects;
    const configured = first && projectConfiguration({ ...context, project: first }, {});
    expect(configured?.namedInputs?.['all-files']).toContain(`{workspaceRoot}/${own}`);
    expect(namedInputs['all-files']).not.toContain(`{workspaceRoot}/${own}`);
  });

  it('are not named again for each project that is used: those have them in their own sets', () => {
    const own = '{workspaceRoot}/libs/b/.cargo/config.toml';
    expect(inputsOf('pytest')).not.toContain(own);
    const used = repository.projects.find(({ name }) => name === 'b');
    const usesOfB = used && usesOfProjects(repository, read).get(used.root);
    if (used === undefined || usesOfB === undefined) throw new Error('no project b');
    const b = projectConfiguration({ ...context, project: used, uses: usesOfB }, {});
    expect(b.namedInputs?.['all-files']).toContain('{projectRoot}/**/*');
    for (const set of ['rust', 'wheel']) expect(b.namedInputs?.[set]).toContain('all-files');
  });
});
