import type { LibraryGeneratorOptions } from '../../src/generators/library/options.ts';

/** Everything that decides what is generated, apart from names and versions. */
export type Combination = Required<
  Pick<
    LibraryGeneratorOptions,
    'layout' | 'abi3' | 'numpy' | 'unitTestRunner' | 'cargoTest' | 'typing' | 'example'
  >
>;

const values: { readonly [Key in keyof Combination]: readonly Combination[Key][] } = {
  layout: ['mixed', 'pure', 'src'],
  abi3: ['off', '3.10'],
  numpy: [false, true],
  unitTestRunner: ['pytest', 'none'],
  cargoTest: [true, false],
  typing: [true, false],
  example: ['function', 'class', 'minimal'],
};

/** All combinations: 3 × 2 × 2 × 2 × 2 × 2 × 3 = 288. */
export const combinations: readonly Combination[] = Object.entries(values).reduce<
  readonly Partial<Combination>[]
>(
  (partial, [key, choices]) =>
    partial.flatMap((one) => choices.map((choice) => ({ ...one, [key]: choice }))),
  [{}],
) as readonly Combination[];
