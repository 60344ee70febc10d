import type { ProjectGraph } from '@nx/devkit';
import { expect, it } from '@jest/globals';
import { withoutSharedInputs } from './without-shared-inputs.ts';

it('leaves the inputs that belong to the project', () => {
  const kept = ['default', '{projectRoot}/Cargo.toml', '{workspaceRoot}/schema.json', { env: 'X' }];
  const shared = ['{workspaceRoot}/Cargo.lock', { fileset: '{workspaceRoot}/libs/uv.lock' }];
  const graph: ProjectGraph = {
    nodes: {
      a: {
        name: 'a',
        type: 'lib',
        data: { root: 'a', targets: { t: { inputs: [...kept, ...shared] }, u: {} } },
      },
    },
    dependencies: {},
  };
  withoutSharedInputs(graph);
  expect(graph.nodes['a']?.data.targets).toEqual({ t: { inputs: kept }, u: { inputs: undefined } });
});
