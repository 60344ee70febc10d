import { describe, expect, it } from '@jest/globals';
import { matchesShell } from './shell-pattern.ts';

const identifier = 'cp312-manylinux_x86_64';

describe('a pattern of wheels', () => {
  it.each([
    ['cp312-*', true],
    ['cp3{10,11,12}-*', true],
    ['cp3{10,11}-*', false],
    ['cp31?-many{linux_{x86_64,aarch64},}', true],
    ['cp31[!0-1]-*', true],
    ['cp31[!0-2]-*', false],
    ['*', true],
    ['*-musllinux*', false],
    ['CP312-*', false],
    ['', false],
  ])('is one of a shell: %s', (pattern, is) => {
    expect(matchesShell([pattern], identifier)).toBe(is);
    expect(matchesShell(['pp*', pattern], identifier)).toBe(is);
  });

  it.each([
    ['2^50 alternatives', '{a,b}'.repeat(50)],
    ['more than bracex allows', '{1..1001}'],
    ['more letters than any wheel needs', `*${'?'.repeat(5)}${'*'.repeat(300)}`],
    ['braces in braces', '{'.repeat(250)],
  ])('matches nothing, and takes no time, with %s', (_what, pattern) => {
    const started = performance.now();
    expect(matchesShell([pattern], identifier)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('takes no time with stars that each could match everything', () => {
    const started = performance.now();
    expect(matchesShell([`${'*?'.repeat(20)}*!`], identifier.repeat(5))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
