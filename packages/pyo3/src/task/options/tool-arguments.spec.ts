import { describe, expect, it } from '@jest/globals';
import { toolArguments, unknownOptionNames } from './tool-arguments.ts';

const names = new Set(['profile', 'features', 'noDefaultFeatures', 'fix', 'env', 'verbose']);
const forTool = (line: string) => toolArguments(line.split(' ').filter(Boolean), names).join(' ');

describe('the words after nx run project:target', () => {
  it.each([
    ['', ''],
    ['-k foo -x', '-k foo -x'],
    ['tests/test_a.py::test_b', 'tests/test_a.py::test_b'],
    ['--maxfail=2 --maxfail 2', '--maxfail=2 --maxfail 2'],
    ['--profile release filter', 'filter'],
    ['--profile=release filter', 'filter'],
    ['--features a --features=b -x', '-x'],
    ['--verbose -x', '-x'],
    ['--no-fix --statistics', '--statistics'],
    ['--env.A=1 --env.B 2 -x', '-x'],
    ['--noDefaultFeatures -x', '-x'],
    ['filter -- --nocapture --profile x', 'filter -- --nocapture --profile x'],
    ['-- --fix', '-- --fix'],
  ])('of %j, the tool receives %j', (line, expected) => {
    expect(forTool(line)).toBe(expected);
  });

  it('leave --no-default-features to the tool where no option has that name', () => {
    const others = new Set(['features']);
    expect(toolArguments(['--no-default-features'], others)).toEqual(['--no-default-features']);
  });

  it('are never split or joined', () => {
    expect(toolArguments(['-k', 'a and not b', '--x=y z'], names)).toEqual([
      '-k',
      'a and not b',
      '--x=y z',
    ]);
  });
});

describe('an option that is not declared', () => {
  const unknown = (options: Record<string, unknown>, ...unparsed: string[]) =>
    unknownOptionNames(options, unparsed, names);

  it('is a mistake when it stands in project.json', () => {
    expect(unknown({ profil: 'release', fix: true })).toEqual(['profil']);
  });

  it('is for the tool when it comes from the command line', () => {
    expect(unknown({ _: ['a'], k: 'foo', x: true }, 'a', '-k', 'foo', '-x')).toEqual([]);
    expect(unknown({ maxfail: 2, cov: false }, '--maxfail=2', '--no-cov')).toEqual([]);
    expect(unknown({ v: true, s: true, n: 4 }, '-vs', '-n4')).toEqual([]);
  });

  it('is still a mistake beside others from the command line', () => {
    expect(unknown({ k: 'foo', profil: 'x' }, '-k', 'foo')).toEqual(['profil']);
  });
});
