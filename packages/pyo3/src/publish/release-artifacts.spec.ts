import { describe, expect, it } from '@jest/globals';
import { artifactFolders, artifactVersions, findArtifacts } from './release-artifacts.ts';

const matrix = artifactFolders('libs/a', {
  sdist: { executor: 'pyo3:sdist', options: { out: 'libs/a/dist' } },
  one: { executor: 'pyo3:wheel', options: { tag: 'cp312-win_amd64' } },
  two: { executor: 'pyo3:wheel', options: { tag: 'cp313-win_amd64' } },
  build: { executor: 'pyo3:build' },
});
const [one, two] = ['a-0.2.0rc1-cp312-cp312-win_amd64.whl', 'a-0.2.0rc1-cp313-cp313-win_amd64.whl'];
const complete = {
  'libs/a/dist': ['a-0.2.0rc1.tar.gz', 'a_other-1.0.tar.gz', 'wheels'],
  'libs/a/dist/wheels': ['cp312-win_amd64', 'cp313-win_amd64'],
  'libs/a/dist/wheels/cp312-win_amd64': [one],
  'libs/a/dist/wheels/cp313-win_amd64': [two],
};
type Folders = Readonly<Record<string, readonly string[]>>;
const find = (changes: Folders = {}, folders = matrix) =>
  findArtifacts(
    'a',
    '0.2.0-rc.1',
    folders,
    (folder) => ({ ...complete, ...changes })[folder] ?? [],
  );

describe('the artifacts of a release', () => {
  it('are the wheels of the matrix and the sdist, found by the targets of the project', () => {
    expect(find()).toEqual({
      artifacts: [
        { kind: 'wheel', file: one, path: `libs/a/dist/wheels/cp312-win_amd64/${one}` },
        { kind: 'wheel', file: two, path: `libs/a/dist/wheels/cp313-win_amd64/${two}` },
        { kind: 'sdist', file: 'a-0.2.0rc1.tar.gz', path: 'libs/a/dist/a-0.2.0rc1.tar.gz' },
      ],
      missing: [],
      unexpected: [],
      apart: [],
    });
  });

  it('are not complete without one of them', () => {
    expect(find({ 'libs/a/dist': [], 'libs/a/dist/wheels/cp312-win_amd64': [] }).missing).toEqual([
      'the wheel cp312-win_amd64',
      'an sdist in libs/a/dist',
    ]);
  });

  it('are not those of another version, of another matrix, or twice', () => {
    const { missing, unexpected } = find({
      'libs/a/dist': ['a-0.1.0.tar.gz', 'a-0.2.0rc1.tar.gz'],
      'libs/a/dist/wheels': ['cp311-win_amd64', 'cp312-win_amd64', 'cp313-win_amd64', 'notes.txt'],
      'libs/a/dist/wheels/cp311-win_amd64': ['a-0.2.0rc1-cp311-cp311-win_amd64.whl'],
      'libs/a/dist/wheels/cp312-win_amd64': ['a-0.1.0-cp312-cp312-win_amd64.whl'],
      'libs/a/dist/wheels/cp313-win_amd64': [two, `a-0.2.0rc1-1-cp313-cp313-win_amd64.whl`],
    });
    expect(missing).toEqual(['the wheel cp312-win_amd64']);
    expect(unexpected).toEqual([
      'libs/a/dist/wheels/cp312-win_amd64/a-0.1.0-cp312-cp312-win_amd64.whl',
      'libs/a/dist/wheels/cp313-win_amd64/a-0.2.0rc1-1-cp313-cp313-win_amd64.whl',
      'libs/a/dist/wheels/cp311-win_amd64/a-0.2.0rc1-cp311-cp311-win_amd64.whl',
      'libs/a/dist/a-0.1.0.tar.gz',
    ]);
  });

  it('are no wheel of `build` beside a matrix', () => {
    const wheel = 'a-0.2.0rc1-cp311-cp311-linux_x86_64.whl';
    const { artifacts, apart } = find({ 'libs/a/dist': ['a-0.2.0rc1.tar.gz', wheel] });
    expect(artifacts).toHaveLength(3);
    expect(apart).toEqual([`libs/a/dist/${wheel}`]);
  });

  it('are all wheels of the version where there is no matrix', () => {
    const folders = artifactFolders('libs/a', {
      wheel: { executor: 'pyo3:build', options: { out: 'out' } },
    });
    const out = [one, two, 'a-0.1.0-py3-none-any.whl', 'b-0.2.0rc1-py3-none-any.whl'];
    const report = find({ out }, folders);
    expect(report.artifacts.map(({ file }) => file)).toEqual([one, two, 'a-0.2.0rc1.tar.gz']);
    expect(report.unexpected).toEqual(['out/a-0.1.0-py3-none-any.whl']);
    expect(find({ out: [] }, folders).missing).toEqual(['a wheel in out']);
  });

  it('have a version by themselves where no manifest states one', () => {
    const namesIn = (folder: string) => (complete as Folders)[folder] ?? [];
    expect(artifactVersions('a', matrix, namesIn)).toEqual(['0.2.0rc1']);
  });
});
