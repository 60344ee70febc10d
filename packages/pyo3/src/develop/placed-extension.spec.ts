import { describe, expect, it } from '@jest/globals';
import { staleExtensions } from './placed-extension.ts';

const suffix = '.cpython-311-x86_64-linux-gnu.so';
const stale = (times: Record<string, number>) =>
  staleExtensions(
    Object.entries(times).map(([name, modified]) => ({ name, modified })),
    '_ext',
    suffix,
  );

describe('an extension that was left by an earlier build', () => {
  it.each(['_ext.abi3.so', '_ext.abi3-linux_x86_64.so', '_ext.so', '_ext.pyd'])(
    'would hide %s, and is stale',
    (placed) => {
      expect(stale({ [`_ext${suffix}`]: 1, [placed]: 2 })).toEqual([`_ext${suffix}`]);
    },
  );

  it('of the stable ABI is stale beside a newer one for this version', () => {
    expect(stale({ [`_ext${suffix}`]: 2, '_ext.abi3.so': 1 })).toEqual(['_ext.abi3.so']);
  });

  it('for another version of Python is not in the way', () => {
    expect(stale({ '_ext.cpython-312-x86_64-linux-gnu.so': 1, '_ext.abi3.so': 2 })).toEqual([]);
  });

  it('is not another module, a stub or a source file', () => {
    expect(stale({ '_ext2.abi3.so': 1, '_ext.pyi': 1, '_ext.py': 1, '_ext.abi3.so': 2 })).toEqual(
      [],
    );
  });

  it('is none when there is nothing', () => {
    expect(stale({})).toEqual([]);
  });
});
