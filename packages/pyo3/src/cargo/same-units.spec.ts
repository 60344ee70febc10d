import { describe, expect, it } from '@jest/globals';
import type { CargoMessage } from './message.ts';
import { isPartOf, unitsOf } from './same-units.ts';

const unit = (name: string, rest: object = {}): CargoMessage =>
  ({
    reason: 'compiler-artifact',
    package_id: `${name}@1.0.0`,
    target: { name, crate_types: ['lib'] },
    features: [],
    filenames: [`lib${name}-1.rlib`],
    fresh: false,
    ...rest,
  }) as CargoMessage;
const script = (cfg: string): CargoMessage => ({
  reason: 'build-script-executed',
  package_id: 'pyo3-ffi@0.30.1',
  cfgs: [cfg],
});

const both = [unit('serde'), unit('a'), unit('b'), script('Py_3_11')];

describe('the result of two builds', () => {
  it.each<readonly [string, readonly CargoMessage[]]>([
    ['with fewer packages', [unit('serde'), unit('a'), script('Py_3_11')]],
    ['in which all was fresh', [unit('serde', { fresh: true }), unit('a', { fresh: true })]],
    ['with other messages', [unit('a'), { reason: 'build-finished' }, {}]],
  ])('is the same %s', (_, alone) => {
    expect(isPartOf(unitsOf(alone), unitsOf(both))).toBe(true);
  });

  it.each<readonly [string, readonly CargoMessage[]]>([
    ['a package has other features', [unit('a', { features: ['x'] })]],
    ['a dependency was compiled otherwise', [unit('serde', { filenames: ['libserde-2.rlib'] })]],
    ['pyo3 is for another Python', [script('Py_3_12')]],
    ['a package is not in the other', [unit('c')]],
  ])('differs if %s', (_, alone) => {
    expect(isPartOf(unitsOf(alone), unitsOf(both))).toBe(false);
  });

  it('differs if the other has a package in two variants, because either may have been used', () => {
    const variants = [...both, unit('serde', { filenames: ['libserde-2.rlib'] })];
    expect(isPartOf(unitsOf([unit('serde'), unit('a')]), unitsOf(variants))).toBe(false);
  });
});
