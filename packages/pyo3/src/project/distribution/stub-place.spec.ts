import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { stubPlace, stubsIn } from './stub-place.ts';

const extension = { moduleName: 'a._a', initName: '_a', pythonRoot: 'libs/a/python' };
const mixed = {
  root: 'libs/a',
  extension: { ...extension, layout: 'mixed', packageDir: 'libs/a/python/a' },
} as const;
const pure = { root: 'libs/a', extension: { ...extension, layout: 'pure' } } as const;

describe('the stubs of an extension', () => {
  it('lie beside it in its package', () => {
    expect(stubPlace(mixed)).toEqual({
      folder: 'libs/a/python/a',
      file: 'libs/a/python/a/_a.pyi',
      package: 'libs/a/python/a/_a',
    });
  });

  it('lie in the folder of a project without package, where there can be one only', () => {
    expect(stubPlace(pure)).toEqual({ folder: 'libs/a', file: 'libs/a/_a.pyi' });
  });

  it('are a file, or one for each module inside', () => {
    const reader = memoryReader({
      'libs/a/python/a/__init__.pyi': 'of the package',
      'libs/a/python/a/_a.pyi': 'one',
      'libs/a/python/a/_a/__init__.pyi': 'two',
      'libs/a/python/a/_a/inner/more.pyi': 'three',
      'libs/a/python/a/_a/data.json': '{}',
    });
    expect([...stubsIn(stubPlace(mixed), reader)]).toEqual([
      ['_a.pyi', 'one'],
      ['_a/__init__.pyi', 'two'],
      ['_a/inner/more.pyi', 'three'],
    ]);
    expect(stubsIn(stubPlace(pure), reader).size).toBe(0);
  });

  it('are found in the root of the workspace', () => {
    const place = stubPlace({ root: '.', extension: { ...pure.extension, pythonRoot: '.' } });
    expect([...stubsIn(place, memoryReader({ '_a.pyi': 'one' }))]).toEqual([['_a.pyi', 'one']]);
  });
});
