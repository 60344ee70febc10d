import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { commitAll, makeNxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { edit, readJson, remember, write } from './files.ts';
import { freshMachine, majorOf, NX_VERSIONS } from './setting.ts';

const repository = join(import.meta.dirname, '../../packages/pyo3/integration/fixtures/locked');

/** Nx 24 selects tasks, or projects as all versions before it did. */
const modes = NX_VERSIONS.flatMap((version) =>
  (majorOf(version) === '24' ? ['false', 'true'] : ['false']).map((legacy) => ({
    version,
    legacy,
    title: `${majorOf(version)}${legacy === 'true' ? ', legacy mode' : ''}`,
  })),
);

describe.each(modes)('on Nx $title: a lock file changes', ({ version, legacy }) => {
  let machine: Sandbox;
  let terminal: Terminal;
  let restore: () => Promise<void>;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
    const workspace = await makeNxWorkspace(machine.terminal, 'acme', version);
    terminal = workspace.terminal.with({ environment: { NX_LEGACY_AFFECTED: legacy } });
    await cp(repository, terminal.folder, { recursive: true });
    await terminal.run('npx', 'nx', 'add', 'pyo3');
    await stubExecutors(terminal);
    await commitAll(terminal, 'feat: three libraries');
    await terminal.run('npx', 'nx', 'run-many', '-t', 'build');
    restore = await remember(terminal.folder, 'Cargo.lock');
    await edit(terminal.folder, 'Cargo.lock', /(name = "inner"\nversion = )"1.0.0"/, '$1"1.0.1"');
  });

  afterAll(async () => {
    await restore();
    await machine.remove();
  });

  it('selects every project that reads it, and builds only those whose crates changed', async () => {
    const args = ['-t', 'build', '--base=HEAD', '--outputStyle=stream'];
    const { stdout } = await terminal.run('npx', 'nx', 'affected', ...args);
    const built = [...stdout.matchAll(/^> nx run (\S+:build)(.*)$/gm)].map(
      ([, task, note = '']) => [task, note.includes('cache')] as const,
    );
    const wasBuilt = built.filter(([, isCached]) => !isCached).map(([task]) => task);
    expect(wasBuilt.sort()).toEqual(['direct:build', 'indirect:build']);
    expect(built.map(([task]) => task)).toContain('apart:build');
  });
});

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
