import { describe, expect, it } from '@jest/globals';
import { artifactOutputs, defaultOut } from './artifact-outputs.ts';

const named = (name: string) => ({ name, normalizedName: '', pyprojectPath: '' });

describe('the artifacts of a distribution', () => {
  it.each([
    ['lib', 'wheel', ['{options.out}/lib-*.whl']],
    ['My.Own-Lib', 'wheel', ['{options.out}/my_own_lib-*.whl', '{options.out}/My.Own_Lib-*.whl']],
    ['my-lib', 'sdist', ['{options.out}/my_lib-*.tar.gz', '{options.out}/my-lib-*.tar.gz']],
  ] as const)(
    'of %s (%s) are those that have its name, in any spelling',
    (name, kind, expected) => {
      expect(artifactOutputs(named(name), kind)).toEqual(expected);
    },
  );

  it('are in dist, also of a project in the root', () => {
    expect([defaultOut('libs/a'), defaultOut('.')]).toEqual(['libs/a/dist', 'dist']);
  });
});
