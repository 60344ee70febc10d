import { describe, expect, it } from '@jest/globals';
import { isManifest, isSetting, watchedFolders, type Graph } from './watched-folders.ts';

/** The names of projects with their folders and dependencies. */
function graph(roots: Record<string, string>, uses: Record<string, readonly string[]>): Graph {
  return {
    nodes: Object.fromEntries(
      Object.entries(roots).map(([name, root]) => [name, { data: { root } }]),
    ),
    dependencies: Object.fromEntries(
      Object.entries(uses).map(([name, targets]) => [name, targets.map((target) => ({ target }))]),
    ),
  };
}

describe('what is watched', () => {
  it('is the project with its dependency closure in the repository', () => {
    const repository = graph(
      { app: 'apps/app', lib: 'libs/lib', core: 'crates/core', other: 'libs/other' },
      { app: ['lib', 'npm:x', 'cargo:serde@1.0.0'], lib: ['core'], other: ['core'] },
    );
    expect(watchedFolders('app', repository)).toEqual({
      whole: ['apps/app', 'crates/core', 'libs/lib'],
      above: ['.', 'apps', 'crates', 'libs'],
    });
  });

  it('is each folder once if projects are nested, and in cycles', () => {
    const repository = graph(
      { outer: 'libs/outer', inner: 'libs/outer/rust' },
      { outer: ['inner'], inner: ['outer'] },
    );
    expect(watchedFolders('outer', repository)).toEqual({
      whole: ['libs/outer'],
      above: ['.', 'libs'],
    });
  });

  it.each(['', '.'])('is everything for a project at the root (%j)', (root) => {
    expect(watchedFolders('all', graph({ all: root }, {}))).toEqual({ whole: ['.'], above: [] });
  });
});

describe('above the projects', () => {
  it.each([
    'Cargo.toml',
    'Cargo.lock',
    'uv.lock',
    'rust-toolchain.toml',
    'nx.json',
    '.gitignore',
    '.env',
    '.env.compile',
  ])('%s counts', (name) => expect(isSetting(name)).toBe(true));

  it.each(['README.md', 'Cargo.toml.orig', 'package-lock.json', '.env.example'])(
    '%s does not',
    (name) => {
      expect(isSetting(name)).toBe(false);
    },
  );

  it('a lock file changes no project, but a manifest may', () => {
    expect(isManifest('Cargo.lock')).toBe(false);
    expect(isManifest('pyproject.toml')).toBe(true);
  });
});
