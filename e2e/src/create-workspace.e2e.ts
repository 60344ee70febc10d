import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import { readJson } from './files.ts';
import { runNx } from './nx.ts';
import { CREATE_NX_WORKSPACE_VERSIONS, freshMachine, majorOf, WORKSPACE } from './setting.ts';

describe.each(
  CREATE_NX_WORKSPACE_VERSIONS.map((version) => ({ version, major: majorOf(version) })),
)('on Nx $major: create-nx-workspace --preset=pyo3', ({ version }) => {
  let machine: Sandbox;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
  });

  afterAll(() => machine.remove());

  it('makes a workspace in which libraries can be generated and tested', async () => {
    await machine.terminal.run(
      'npx',
      `create-nx-workspace@${version}`,
      WORKSPACE,
      '--preset=pyo3',
      '--editor=vscode',
      '--nxCloud=skip',
      '--no-interactive',
    );
    const folder = join(machine.folder, WORKSPACE);
    const terminal = machine.terminal.with({ folder });

    const nxJson = await readJson<{ plugins: unknown[] }>(folder, 'nx.json');
    expect(JSON.stringify(nxJson.plugins)).toMatch(/"pyo3(\/plugin)?"/);
    const launch = await readJson<{ configurations: unknown[] }>(folder, '.vscode/launch.json');
    expect(launch.configurations).not.toEqual([]);
    await runNx(terminal, 'g', 'pyo3:lib', 'libs/mylib');
    await runNx(terminal, 'test', 'mylib');
  });
});
