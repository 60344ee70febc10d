import { describe, expect, it } from '@jest/globals';
import {
  distributionFileName,
  isDistributionName,
  normalizeDistributionName,
} from './distribution-name.ts';

describe('names of distributions', () => {
  it('are equal after PEP 503 normalization', () => {
    expect(normalizeDistributionName('Foo_.Bar--baz')).toBe('foo-bar-baz');
  });

  it('are written with "_" in file names', () => {
    expect(distributionFileName('Foo-Bar.baz')).toBe('foo_bar_baz');
  });

  it.each(['a', 'A1', 'foo-bar', 'foo.bar_baz', '9lives'])('include %j', (name) => {
    expect(isDistributionName(name)).toBe(true);
  });

  it.each(['', '-a', 'a-', 'a b', 'a/b', 'é', 'a\n'])('do not include %j', (name) => {
    expect(isDistributionName(name)).toBe(false);
  });
});
