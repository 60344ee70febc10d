import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { ProjectEdge } from '../project/edges/project-edge.ts';
import { readRepository } from '../project/edges/repository.ts';
import { usesOfProjects } from './project-uses.ts';
import { targetIds, type TargetNames } from './target-names.ts';
import { typecheckTarget } from './typecheck.ts';

const names = Object.fromEntries(targetIds.map((id) => [id, id])) as TargetNames;
const python = (name: string, dependencies = '[]') =>
  `[project]\nname = "${name}"\nversion = "0.1.0"\ndependencies = ${dependencies}\n` +
  '[build-system]\nrequires = ["hatchling"]\n[tool.mypy]\nstrict = true\n';

/** `app` depends on `lib`, and imports `shapes` for types only. */
const files = {
  'app/pyproject.toml': python('app', '["lib"]'),
  'app/app/__init__.py': '',
  'lib/pyproject.toml': python('lib'),
  'lib/lib/__init__.py': '',
  'shapes/pyproject.toml': python('shapes', '["numpy"]'),
  'shapes/shapes/__init__.py': '',
};

const importForTypes: ProjectEdge = {
  source: 'app',
  target: 'shapes',
  kind: 'python-import-types',
  sourceFile: 'app/app/__init__.py',
};

function typecheck(name: string, own: Partial<TargetNames> = {}, lock = '') {
  const all = { ...files, ...(lock === '' ? {} : { 'shapes/uv.lock': lock }) };
  const manifests = manifestsOf(memoryReader(all));
  const paths = Object.keys(all).filter((file) => file.endsWith('.toml'));
  const repository = readRepository(paths, manifests);
  const project = repository.projects.find((candidate) => candidate.name === name);
  const edges = [...repository.edges, importForTypes];
  const uses = project && usesOfProjects({ ...repository, edges }, manifests).get(project.root);
  if (project === undefined || uses === undefined) throw new Error(`no project ${name}`);
  return typecheckTarget({
    project,
    uses,
    names: { ...names, ...own },
    fingerprint: 'node fingerprint.js',
  });
}

const locked = (version: string) =>
  'version = 1\n\n[[package]]\nname = "numpy"\n' +
  `version = "${version}"\nsource = { registry = "https://example.invalid" }\n\n` +
  '[[package]]\nname = "shapes"\nversion = "0.1.0"\nsource = { editable = "." }\n' +
  'dependencies = [{ name = "numpy" }]\n';

describe('types are checked', () => {
  it('when the environment has all that is imported, so that nothing is passed over', () => {
    expect(typecheck('app')?.dependsOn).toEqual([
      'develop',
      { projects: ['lib', 'shapes'], target: 'develop' },
    ]);
    expect(typecheck('lib')?.dependsOn).toEqual(['develop']);
  });

  it('in the environment as it is where `develop` is switched off', () => {
    expect(typecheck('app', { develop: undefined })?.dependsOn).toEqual([]);
  });

  it('again after a new version of what is needed by an import for types only', () => {
    const key = (version: string) => typecheck('app', {}, locked(version))?.inputs;
    expect(key('2.3.0')).toEqual(key('2.3.0'));
    expect(key('2.3.0')).not.toEqual(key('2.3.1'));
  });
});
