import { describe, expect, it } from '@jest/globals';
import { packageProblems } from './package-problems.ts';

const wanted = [
  ...['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/plugin.js'],
  ...['dist/index.d.ts', 'dist/generators/library/files/tests/test___module__.py__tmpl__'],
];
const pack = (paths: readonly string[], size = 100) => paths.map((path) => ({ path, size }));

describe('a tarball', () => {
  it('is good with the compiled code, the templates and the three texts', () => {
    expect(packageProblems(pack(wanted), wanted)).toEqual([]);
  });

  it.each([
    'src/index.ts',
    'dist/python/version.spec.js',
    'dist/python/version.spec.d.ts',
    'dist/testing/fake-runner.js',
    'integration/fixtures/mixed/Cargo.toml',
    'tsconfig.build.tsbuildinfo',
    'dist/index.js.map',
    'dist/.env',
    'binding.gyp',
    'dist/install.sh',
    'SECURITY.md.orig',
  ])('must not hold %s', (path) => {
    expect(packageProblems(pack([...wanted, path]), wanted)).toEqual([
      `${path} is of no use to a reader of the package`,
    ]);
  });

  it('holds every template, also one whose name npm ignores', () => {
    const template = 'dist/generators/init/files/.gitignore';
    expect(packageProblems(pack(wanted), [...wanted, template])).toEqual([
      `${template} was left out by npm; give the template another name`,
    ]);
  });

  it('holds the licence', () => {
    const without = wanted.filter((path) => path !== 'LICENSE');
    expect(packageProblems(pack(without), without)).toEqual(['LICENSE is missing']);
  });

  it('is under 1,150 kB unpacked', () => {
    const big = { path: 'dist/inference/create-nodes.js', size: 1_150_000 };
    expect(packageProblems([...pack(wanted), big], wanted)).toEqual([
      expect.stringContaining('dist/inference/create-nodes.js (1150000)'),
    ]);
  });
});
