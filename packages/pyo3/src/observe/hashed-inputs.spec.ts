import type { ProjectGraph, TargetConfiguration } from '@nx/devkit';
import { describe, expect, it } from '@jest/globals';
import { hashedInputs } from './hashed-inputs.ts';

type Inputs = TargetConfiguration['inputs'];

const sets = {
  rust: ['{projectRoot}/**/*', '!{projectRoot}/tests/**/*.rs', '!{projectRoot}/**/*.{py,pyi}'],
  all: ['{projectRoot}/**/*'],
};

function graphWith(inputs: Inputs, cache = true): ProjectGraph {
  const node = (name: string, root: string, targets = {}) => ({
    name,
    type: 'lib' as const,
    data: { root, namedInputs: sets, targets },
  });
  return {
    nodes: {
      a: node('a', 'libs/a', { compile: { cache, inputs } }),
      shared: node('shared', 'crates/shared'),
      inner: node('inner', 'libs/a/inner'),
      all: node('all', '.'),
    },
    dependencies: {
      a: [{ source: 'a', target: 'shared', type: 'static' }],
      shared: [],
      inner: [],
      all: [],
    },
  };
}

function filesOf(inputs: Inputs, nxSets = {}): readonly string[] {
  const graph = graphWith(inputs);
  const hashed = hashedInputs({ graph, sets: nxSets, project: 'a', target: 'compile' });
  return [
    'libs/a/src/lib.rs',
    'libs/a/tests/t.rs',
    'libs/a/.cargo/config.toml',
    'libs/a/inner/src/lib.rs',
    'crates/shared/src/lib.rs',
    'proto/x.proto',
  ].filter((path) => hashed?.hasFile(path));
}

const own = ['libs/a/src/lib.rs', 'libs/a/.cargo/config.toml'];

describe('the files in the key of a task', () => {
  it.each<readonly [string, Inputs, readonly string[]]>([
    ['a set of the project', ['rust'], own],
    ['a set, the long way', [{ input: 'rust', projects: 'self' }], own],
    ['what a wider set has', ['all'], [...own, 'libs/a/tests/t.rs']],
    [
      'a set of another project',
      [{ input: 'rust', projects: ['shared'] }],
      ['crates/shared/src/lib.rs'],
    ],
    ['a set of what it uses', ['^rust'], ['crates/shared/src/lib.rs']],
    [
      'the same, the long way',
      [{ input: 'rust', dependencies: true }],
      ['crates/shared/src/lib.rs'],
    ],
    ['files of the workspace', ['{workspaceRoot}/proto/**/*'], ['proto/x.proto']],
    ['a fileset', [{ fileset: '{workspaceRoot}/proto/*.proto' }], ['proto/x.proto']],
    ['no file', [{ env: 'X' }, { runtime: 'x' }, { externalDependencies: [] }], []],
  ])('are those of %s', (_, inputs, expected) => {
    expect([...filesOf(inputs)].sort()).toEqual([...expected].sort());
  });

  it('are all of the project and of what it uses, where a target says nothing', () => {
    expect(filesOf(undefined)).toEqual([
      'libs/a/src/lib.rs',
      'libs/a/tests/t.rs',
      'libs/a/.cargo/config.toml',
      'crates/shared/src/lib.rs',
    ]);
  });

  it('can be a set of nx.json', () => {
    expect(filesOf(['sharedGlobals'], { sharedGlobals: ['{workspaceRoot}/proto/**'] })).toEqual([
      'proto/x.proto',
    ]);
  });

  it('are of no interest for a task that is not cached', () => {
    const task = { sets: {}, project: 'a', target: 'compile' };
    expect(hashedInputs({ ...task, graph: graphWith(['rust'], false) })).toBeUndefined();
    expect(hashedInputs({ ...task, graph: graphWith(['rust']), project: 'x' })).toBeUndefined();
  });
});

describe('the files that git ignores in the key of a task', () => {
  it('are those of filesets that say so', () => {
    const ignored = { fileset: '{workspaceRoot}/made/*.json', includeIgnored: true };
    const own = { fileset: '{projectRoot}/_version.py', includeIgnored: true };
    const graph = graphWith(['all', ignored, own]);
    const hashed = hashedInputs({ graph, sets: {}, project: 'a', target: 'compile' });
    const paths = ['made/x.json', 'libs/a/_version.py', 'libs/a/other.py', 'made/x.txt'];
    expect(paths.filter((path) => hashed?.hasIgnored(path))).toEqual([
      'made/x.json',
      'libs/a/_version.py',
    ]);
  });
});

describe('the outputs of tasks', () => {
  it('are files, folders and globs of any target of the project', () => {
    const graph = graphWith([]);
    Object.assign(graph.nodes['a']?.data.targets ?? {}, {
      gen: { outputs: ['{projectRoot}/gen', '{workspaceRoot}/libs/a/x.json'] },
      build: {
        outputs: ['{options.out}', '{options.none}'],
        options: { out: 'libs/a/dist/*.whl' },
      },
    });
    const hashed = hashedInputs({ graph, sets: {}, project: 'a', target: 'compile' });
    const made = ['libs/a/gen/deep/y.py', 'libs/a/x.json', 'libs/a/dist/a.whl'];
    const others = ['libs/a/generated.py', 'libs/a/dist/a.txt', 'crates/shared/gen/x'];
    expect([...made, ...others].filter((path) => hashed?.isOutput(path))).toEqual(made);
  });
});

describe('the variables in the key of a task', () => {
  it('are those that its inputs name', () => {
    const graph = graphWith([{ env: 'A' }, 'rust', { env: 'B' }]);
    const hashed = hashedInputs({ graph, sets: {}, project: 'a', target: 'compile' });
    expect([...(hashed?.variables ?? [])]).toEqual(['A', 'B']);
  });
});
