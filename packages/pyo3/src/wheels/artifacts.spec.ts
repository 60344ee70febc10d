import { describe, expect, it } from '@jest/globals';
import { artifactsOf, outputFolder, wheelTag } from './artifacts.ts';

const files = [
  'my_lib-0.1.0-cp311-cp311-manylinux_2_34_x86_64.whl',
  'My.Lib-0.2.0-1-py3-none-any.whl',
  'my_lib_extra-0.1.0-py3-none-any.whl',
  'my_lib-0.1.0.tar.gz',
  'my-lib-0.0.9.zip',
  'my_lib_extra-0.1.0.tar.gz',
  'notes.txt',
];

describe('the artifacts of a distribution', () => {
  it('are its wheels of any version and spelling, and no one else’s', () => {
    expect(artifactsOf('my-lib', 'wheel', files)).toEqual([files[0], files[1]]);
  });

  it('are its source distributions, legacy names included', () => {
    expect(artifactsOf('my-lib', 'sdist', files)).toEqual([files[3], files[4]]);
  });
});

describe('the tag of a wheel', () => {
  it.each([
    [files[0], 'cp311-cp311-manylinux_2_34_x86_64'],
    [
      'a-1-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      'cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64',
    ],
    [files[1], 'py3-none-any'],
    ['notes.txt', undefined],
  ])('of %s is %s', (file, tag) => {
    expect(wheelTag(file ?? '')).toBe(tag);
  });
});

describe('an output folder', () => {
  it.each([
    ['{projectRoot}/dist', 'libs/a', 'libs/a/dist'],
    ['{workspaceRoot}/dist', 'libs/a', 'dist'],
    ['{projectRoot}/dist', '.', 'dist'],
    ['dist/{projectRoot}', 'libs/a', 'dist/libs/a'],
  ])('%s of the project %s is %s', (out, root, expected) => {
    expect(outputFolder(out, root)).toBe(expected);
  });
});
