import { describe, expect, it } from '@jest/globals';
import { comparePythonVersions, parsePythonVersion } from './version.ts';

describe('parsePythonVersion', () => {
  it('reads every part of PEP 440, in all spellings that it normalizes', () => {
    expect(parsePythonVersion(' v1!2.3.RC-4.post5-dev6+Ubuntu_1 ')).toEqual({
      epoch: 1,
      release: [2, 3],
      pre: { phase: 'rc', number: 4 },
      post: 5,
      dev: 6,
      local: 'ubuntu.1',
    });
    expect(parsePythonVersion('1.0-2')).toEqual({ epoch: 0, release: [1, 0], post: 2 });
    expect(parsePythonVersion('1.0alpha')).toMatchObject({ pre: { phase: 'a', number: 0 } });
  });

  it.each(['', 'x', '1.', '1..2', '1.0-', '1.0+', '3.11.7 final', '1.*'])('rejects %j', (text) => {
    expect(parsePythonVersion(text)).toBeUndefined();
  });
});

describe('comparePythonVersions', () => {
  it('follows the order of PEP 440', () => {
    const inOrder = [
      '0.9', '1.0.dev1', '1.0a1.dev1', '1.0a1', '1.0b2', '1.0b10', '1.0rc1', '1.0',
      '1.0.post1.dev1', '1.0.post1', '1.0.1', '1.1', '1.10', '1!0.1',
    ].map((text) => parsePythonVersion(text) ?? { epoch: -1, release: [] }); // prettier-ignore
    const shuffled = inOrder.toReversed();
    expect(shuffled.toSorted(comparePythonVersions)).toEqual(inOrder);
  });

  it('treats missing numbers as 0', () => {
    const [a, b] = [parsePythonVersion('1'), parsePythonVersion('1.0.0')];
    expect(a && b && comparePythonVersions(a, b)).toBe(0);
  });
});
