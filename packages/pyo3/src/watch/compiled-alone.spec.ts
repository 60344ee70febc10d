import { describe, expect, it } from '@jest/globals';
import { compiledAlone } from './compiled-alone.ts';
import type { Graph, GraphTarget } from './watched-folders.ts';

const library: Readonly<Record<string, GraphTarget>> = {
  compile: { executor: 'pyo3:compile', dependsOn: ['lock-witness'] },
  develop: { executor: 'pyo3:develop', dependsOn: ['compile', { target: 'develop' }] },
  'lock-witness': { executor: 'nx:noop' },
};

/**
 * `app` depends on the library `base` through Python and on the crate `shared`; only `app` depends
 * on `own`.
 */
function graphWith(
  targets: Readonly<Record<string, Readonly<Record<string, GraphTarget>>>> = {},
): Graph {
  const project = (name: string, root: string, own = {}) =>
    [name, { data: { root, targets: { ...own, ...targets[name] } } }] as const;
  return {
    nodes: Object.fromEntries([
      project('app', 'libs/app', library),
      project('base', 'libs/base', library),
      project('inner', 'libs/app/inner', { 'cargo-test': { executor: 'pyo3:cargo-test' } }),
      project('own', 'crates/own'),
      project('shared', 'crates/shared'),
    ]),
    dependencies: {
      app: [{ target: 'base' }, { target: 'own' }, { target: 'shared' }, { target: 'npm:x' }],
      base: [{ target: 'shared' }],
    },
  };
}

const alone = (changed: readonly string[], graph = graphWith(), run = 'develop') =>
  compiledAlone(changed, 'app', run, graph);

describe('a change that is compiled without Nx', () => {
  it.each([
    [['libs/app/src/lib.rs']],
    [['crates/own/src/lib.rs']],
    [['libs/app/src/a.rs', 'crates/own/src/b.rs']],
  ])('%j', (changed) => {
    expect(alone(changed)).toBe('compile');
  });
});

describe('a change that is left to Nx', () => {
  it.each([
    ['Python', ['libs/app/python/app/__init__.py']],
    ['a manifest beside Rust', ['libs/app/src/lib.rs', 'libs/app/Cargo.toml']],
    ['Rust of which another extension is made, too', ['crates/shared/src/lib.rs']],
    ['Rust of another extension', ['libs/base/src/lib.rs']],
    ['Rust of a project inside that it does not use', ['libs/app/inner/src/lib.rs']],
    ['Rust of no project', ['build.rs']],
  ])('%s', (_, changed) => {
    expect(alone(changed)).toBeUndefined();
  });

  it('a target other than the one that installs', () => {
    const graph = graphWith({ app: { test: { executor: 'pyo3:pytest', dependsOn: ['develop'] } } });
    expect(alone(['libs/app/src/lib.rs'], graph, 'test')).toBeUndefined();
  });

  it.each([
    ['of the project', { app: { generate: { executor: 'nx:run-commands' } } }, 'generate'],
    ['of what it uses', { own: { generate: { executor: 'nx:run-commands' } } }, '^generate'],
  ])("a task %s before it that is not the plugin's", (_, targets, dependency) => {
    const compile = { executor: 'pyo3:compile', dependsOn: [dependency] };
    const graph = graphWith({ ...targets, app: { ...Object(targets).app, compile } });
    expect(alone(['libs/app/src/lib.rs'], graph)).toBeUndefined();
  });

  it('a project with two targets that compile', () => {
    const graph = graphWith({ app: { also: { executor: 'pyo3:compile' } } });
    expect(alone(['libs/app/src/lib.rs'], graph)).toBeUndefined();
  });
});
