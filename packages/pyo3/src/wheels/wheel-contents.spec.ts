import { describe, expect, it } from '@jest/globals';
import { neededGlibc } from './wheel-contents.ts';

describe('what auditwheel says of a wheel', () => {
  // auditwheel 6.8.2, whose lines wrap at the terminal's width.
  it('names the glibc that is needed', () => {
    const output =
      'a.whl is consistent\nwith the following platform\ntag: "manylinux_2_17_x86_64".\n\nThe wheel references external versioned symbols …';
    expect(neededGlibc(output)).toEqual([2, 17]);
  });

  it('names none for what it cannot tell', () => {
    expect(
      neededGlibc('is consistent with the following platform tag: "linux_x86_64".'),
    ).toBeUndefined();
  });
});
