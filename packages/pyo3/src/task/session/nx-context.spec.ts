import { describe, expect, it } from '@jest/globals';
import type {
  CrateProject,
  Pyo3Project,
  PythonProject,
} from '../../project/folder/pyo3-project.ts';
import { needsPython } from './nx-context.ts';

function crate(name: string, pyo3Requirement?: string): CrateProject {
  const place = { manifestPath: `${name}/Cargo.toml`, root: name, cargoRoot: '.' };
  return {
    kind: 'crate',
    name,
    root: name,
    testPaths: [],
    crate: { name, ...place, pyo3Requirement },
  };
}

const python: PythonProject = {
  kind: 'python',
  name: 'tool',
  root: 'tool',
  testPaths: [],
  distribution: { name: 'tool', normalizedName: 'tool', pyprojectPath: 'tool/pyproject.toml' },
};

function asks(projects: readonly Pyo3Project[], edges: Record<string, string[]>): boolean {
  const [first = python] = projects;
  return needsPython(
    first,
    (name) => edges[name] ?? [],
    (name) => projects.find((each) => each.name === name),
  );
}

describe('compiling a crate', () => {
  it('needs no interpreter when nothing of it uses pyo3', () => {
    expect(asks([crate('a'), crate('b')], { a: ['b'] })).toBe(false);
  });

  it('needs one when it uses pyo3', () => {
    expect(asks([crate('a', '0.30')], {})).toBe(true);
  });

  it('needs one when a crate behind it uses pyo3, also through a cycle', () => {
    const projects = [crate('a'), crate('b'), crate('c', '0.30')];
    expect(asks(projects, { a: ['b', 'npm:nx'], b: ['a', 'c'] })).toBe(true);
  });

  it('ends at a cycle without pyo3', () => {
    expect(asks([crate('a'), crate('b')], { a: ['b'], b: ['a'] })).toBe(false);
  });
});
