import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from './manifests.ts';
import { readRepository } from '../edges/repository.ts';

const read = (files: Readonly<Record<string, string>>) =>
  readRepository(Object.keys(files), manifestsOf(memoryReader(files)));
const python = (settings: string) => ({
  'libs/a/pyproject.toml': `[project]\nname = "a"\n[tool.nx-pyo3]\n${settings}\n`,
  'libs/b/pyproject.toml': '[project]\nname = "b"\n',
});
const declared = (files: Readonly<Record<string, string>>) => read(files).projects[0]?.declared;

describe('what a manifest declares as read', () => {
  it('are globs seen from the workspace root, and names of variables', () => {
    expect(
      declared(
        python('inputs = ["../../proto/**/*.proto", "x.sql"]\nenv = ["PROTOC"]\ngit = "head"'),
      ),
    ).toEqual({
      files: ['proto/**/*.proto', 'libs/a/x.sql'],
      variables: ['PROTOC'],
      facts: ['git-head'],
    });
  });

  it('can stand in Cargo.toml as well', () => {
    const crate =
      '[package]\nname = "c"\n[package.metadata.nx-pyo3]\ninputs = ["../schema.json"]\n';
    expect(declared({ 'c/Cargo.toml': crate })?.files).toEqual(['schema.json']);
  });

  it('is absent where nothing is', () => {
    expect(declared(python('inputs = []'))).toBeUndefined();
  });

  it.each([
    ['inputs = "proto"', '"tool.nx-pyo3.inputs" must be globs of files in this repository.'],
    ['inputs = ["../../../x"]', '"tool.nx-pyo3.inputs" must be globs of files in this repository.'],
    [
      'inputs = ["x\\u001b[2J"]',
      '"tool.nx-pyo3.inputs" must be globs of files in this repository.',
    ],
    ['inputs = ["!x"]', '"tool.nx-pyo3.inputs" must be globs of files in this repository.'],
    ['env = ["A=B"]', '"tool.nx-pyo3.env" must be names of environment variables.'],
    ['groups = "test"', '"tool.nx-pyo3.groups" must be a list of names.'],
    ['input = []', '[tool.nx-pyo3] has no key "input".'],
  ])('costs the project alone that says %s', (settings, message) => {
    const { projects, broken } = read(python(settings));
    expect(projects.map(({ name }) => name)).toEqual(['b']);
    expect(broken[0]?.error).toMatchObject({
      code: 'manifest-invalid',
      message,
      location: { file: 'libs/a/pyproject.toml', line: 4 },
    });
  });
});
