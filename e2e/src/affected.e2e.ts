import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { commitAll } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { edit, readJson, remember, write } from './files.ts';
import { runNx } from './nx.ts';
import { freshMachine, majorOf, newWorkspace, NX_VERSIONS } from './setting.ts';

const repository = join(import.meta.dirname, '../../packages/pyo3/integration/fixtures/locked');

describe.each(NX_VERSIONS.map((version) => ({ version, major: majorOf(version) })))(
  'on Nx $major: a lock file changes',
  ({ version, major }) => {
    let machine: Sandbox;
    let workspace: Terminal;

    beforeAll(async () => {
      machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
      workspace = (await newWorkspace(machine, version)).terminal;
      await cp(repository, workspace.folder, { recursive: true });
      await runNx(workspace, 'add', 'pyo3');
      await stubExecutors(workspace);
      await commitAll(workspace, 'feat: three libraries');
    });

    afterAll(() => machine.remove());

    it.each(modesOf(major))(
      'selects every project that reads it, and builds only those whose crates changed$note',
      async ({ legacy }) => {
        const cache = join(machine.folder, `cache-${legacy}`);
        const terminal = workspace.with({
          environment: { NX_LEGACY_AFFECTED: legacy, NX_CACHE_DIRECTORY: cache },
        });
        await runNx(terminal, 'run-many', '-t', 'build');
        const { folder } = terminal;
        const restore = await remember(folder, 'Cargo.lock');
        await edit(folder, 'Cargo.lock', /(name = "inner"\nversion = )"1.0.0"/, '$1"1.0.1"');

        const args = ['-t', 'build', '--base=HEAD', '--outputStyle=stream'];
        const { stdout } = await runNx(terminal, 'affected', ...args);

        await restore();
        const built = [...stdout.matchAll(/^> nx run (\S+:build)(.*)$/gm)].map(
          ([, task, note = '']) => [task, note.includes('cache')] as const,
        );
        const wasBuilt = built.filter(([, isCached]) => !isCached).map(([task]) => task);
        expect(wasBuilt.sort()).toEqual(['direct:build', 'indirect:build', 'shared:build']);
        expect(built.map(([task]) => task)).toContain('apart:build');
      },
    );
  },
);

/** Nx 24 selects tasks, or projects as all versions before it did. */
function modesOf(major: string) {
  const legacy = { legacy: 'true', note: ', in legacy mode' };
  return [{ legacy: 'false', note: '' }, ...(major === '24' ? [legacy] : [])];
}

/** The tools are not what is looked at: every executor succeeds without doing anything. */
async function stubExecutors({ folder }: Terminal): Promise<void> {
  const plugin = join(folder, 'node_modules/pyo3');
  const { executors } = await readJson<{ executors: object }>(plugin, 'executors.json');
  const stub = { implementation: './stub.cjs', schema: './stub.json' };
  const stubs = Object.fromEntries(Object.keys(executors).map((name) => [name, stub]));
  await write(plugin, 'executors.json', JSON.stringify({ executors: stubs }));
  await write(plugin, 'stub.cjs', 'module.exports = async () => ({ success: true });\n');
  await write(plugin, 'stub.json', '{ "type": "object", "properties": {} }\n');
}
