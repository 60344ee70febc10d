import { describe, expect, it } from '@jest/globals';
import { cargoAllows, raiseCargoRequirement } from './cargo-requirement.ts';

describe('a requirement of Cargo.toml', () => {
  it.each([
    ['0.1.0', '0.2.0', '0.2.0'],
    ['0.1', '0.2.3', '0.2'],
    ['1', '2.3.4', '2'],
    ['^0.1.0', '0.2.0', '^0.2.0'],
    ['~0.1.0', '0.2.0', '~0.2.0'],
    ['~0.1', '0.2.5', '~0.2'],
    ['=0.1.0', '0.2.0', '=0.2.0'],
    ['= 0.1.0', '0.2.0', '= 0.2.0'],
    ['0.1.*', '0.2.0', '0.2.*'],
    ['>=0.1.0', '0.2.0', '>=0.2.0'],
    ['>=0.1, <0.3', '0.2.0', '>=0.2, <0.3'],
    ['>= 0.1 , < 1', '0.2.0', '>= 0.2 , < 1'],
    ['*', '0.2.0', '*'],
    ['0.1', '0.2.0-rc.1', '0.2.0-rc.1'],
    ['^0.1.0', '0.2.0-rc.1', '^0.2.0-rc.1'],
    ['>=0.1, <0.3', '0.2.0-rc.1', '>=0.2.0-rc.1, <0.3'],
    ['0.2.0-rc.1', '0.2.0', '0.2.0'],
    ['=0.2.0-rc.1', '0.2.0', '=0.2.0'],
    ['0.1.0', '0.1.1', '0.1.1'],
  ])('%s becomes for %s %s', (requirement, version, text) => {
    expect(raiseCargoRequirement(requirement, version, false)).toEqual({ text });
    expect(cargoAllows(text, version)).toBe(true);
  });

  it.each([
    ['>=0.1, <0.2', '0.2.0'],
    ['<0.2', '0.2.0'],
    ['0.1.*', '0.2.0-rc.1'],
    ['*', '0.2.0-rc.1'],
    ['>0.3', '0.2.0'],
  ])('%s is an error for %s', (requirement, version) => {
    expect(raiseCargoRequirement(requirement, version, false)).toEqual({
      problem: `the requirement "${requirement}" does not allow ${version}`,
    });
  });

  it.each([
    ['0.1.0', '0.1.1', '0.1.0'],
    ['>=0.1', '0.2.0', '>=0.1'],
    ['0.1.0', '0.2.0', '0.2.0'],
    ['>=0.1', '0.2.0-rc.1', '>=0.2.0-rc.1'],
  ])('%s is kept for %s only if it allows that: %s', (requirement, version, text) => {
    expect(raiseCargoRequirement(requirement, version, true)).toEqual({ text });
  });
});
