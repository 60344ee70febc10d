import { describe, expect, it } from '@jest/globals';
import { supersededArtifacts } from './superseded-artifacts.ts';

const present = [
  'my_lib-0.1.0-cp39-abi3-linux_x86_64.whl',
  'my_lib-0.1.0-cp313-cp313-linux_x86_64.whl',
  'My.Lib-0.2.0-1-py3-none-any.whl',
  'my_lib-0.1.0+dirty-py3-none-any.whl',
  'my_lib_extra-0.2.0-py3-none-any.whl',
  'my_lib-0.1.0.tar.gz',
  'my-lib-0.2.0.tar.gz',
  'my_lib_extra-0.2.0.tar.gz',
  'notes.txt',
];

describe('what a restore from the cache leaves behind', () => {
  it('are wheels of other versions, in any spelling, but none for other interpreters', () => {
    const restored = ['my_lib-0.1.0-cp39-abi3-linux_x86_64.whl'];
    expect(supersededArtifacts('wheel', restored, present)).toEqual([
      'My.Lib-0.2.0-1-py3-none-any.whl',
      'my_lib-0.1.0+dirty-py3-none-any.whl',
    ]);
  });

  it('are sdists of other versions', () => {
    expect(supersededArtifacts('sdist', ['my_lib-0.1.0.tar.gz'], present)).toEqual([
      'my-lib-0.2.0.tar.gz',
    ]);
  });

  it.each([
    ['nothing was restored', []],
    ['all versions were', ['my_lib-0.1.0.tar.gz', 'my_lib-0.2.0.tar.gz']],
    ['something else was', ['notes.txt', 'other-1.0.tar.gz']],
  ])('is nothing where %s', (_, restored) => {
    expect(supersededArtifacts('sdist', restored, present)).toEqual([]);
  });
});
