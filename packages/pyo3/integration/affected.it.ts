import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { executed, fromCache } from './testing/task-report.ts';
import { makeWorkspace, runFolder, type Workspace } from './testing/workspace.ts';

interface Change {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /**
   * Tasks whose result may differ now; all others that are selected are answered from the cache. Nx
   * shows no line for `test`, which only stands for its halves.
   */
  readonly stale: readonly string[];
}

const everything = ['direct', 'indirect', 'apart'];
const usersOfLeaf = [
  ...['direct:build', 'direct:cargo-test', 'direct:pytest'],
  ...['indirect:build', 'indirect:cargo-test', 'indirect:pytest'],
  ...['shared:build', 'shared:cargo-test', 'app:pytest'],
];

const changes: readonly Change[] = [
  {
    what: 'a crate that others bring along',
    file: 'Cargo.lock',
    from: 'name = "inner"\nversion = "1.0.0"',
    to: 'name = "inner"\nversion = "1.0.1"',
    stale: usersOfLeaf,
  },
  {
    what: 'the checksum of a crate',
    file: 'Cargo.lock',
    from: 'checksum = "leaf-1.0.0"',
    to: 'checksum = "replaced"',
    stale: usersOfLeaf,
  },
  {
    what: 'a crate that only the tests of another need',
    file: 'Cargo.lock',
    from: 'checksum = "only-tests-1.0.0"',
    to: 'checksum = "replaced"',
    stale: ['shared:cargo-test'],
  },
  {
    what: 'an inherited dependency',
    file: 'Cargo.toml',
    from: 'other = "1"',
    to: 'other = "1.0"',
    stale: ['apart:build', 'apart:cargo-test', 'apart:pytest'],
  },
  {
    what: 'a dependency that nobody inherits',
    file: 'Cargo.toml',
    from: 'other = "1"\n',
    to: 'other = "1"\nnew = "1"\n',
    stale: [],
  },
  {
    what: 'a profile',
    file: 'Cargo.toml',
    from: '[workspace.dependencies]',
    to: '[profile.dev]\nopt-level = 1\n\n[workspace.dependencies]',
    stale: [
      ...everything.flatMap((name) =>
        ['build', 'cargo-test', 'pytest'].map((target) => `${name}:${target}`),
      ),
      ...['shared:build', 'shared:cargo-test', 'app:pytest'],
    ],
  },
  {
    what: 'a distribution that a project depends on',
    file: 'uv.lock',
    from: 'sha256:aa',
    to: 'sha256:a1',
    stale: ['app:pytest'],
  },
  {
    what: 'a distribution that nobody depends on',
    file: 'uv.lock',
    from: 'sha256:cc',
    to: 'sha256:c1',
    stale: [],
  },
];

/** The tools are not what is looked at: every executor succeeds without doing anything. */
async function stubExecutors(workspace: Workspace): Promise<void> {
  const plugin = workspace.path('node_modules/pyo3');
  await rm(plugin);
  await cp(join(runFolder(), 'plugin'), plugin, { recursive: true });
  await symlink(join(runFolder(), 'node_modules'), join(plugin, 'node_modules'), 'junction');
  const { executors } = JSON.parse(await readFile(join(plugin, 'executors.json'), 'utf8')) as {
    executors: Readonly<Record<string, object>>;
  };
  const stub = { implementation: './stub.cjs', schema: './stub.json' };
  const stubs = Object.fromEntries(Object.keys(executors).map((name) => [name, stub]));
  await writeFile(join(plugin, 'executors.json'), JSON.stringify({ executors: stubs }));
  await writeFile(join(plugin, 'stub.cjs'), 'module.exports = async () => ({ success: true });\n');
  await writeFile(join(plugin, 'stub.json'), '{ "type": "object", "properties": {} }\n');
}

describe.each([
  ['by task', 'false'],
  ['by project', 'true'],
])('nx affected that selects %s', (_how, legacy) => {
  let workspace: Workspace;
  let before: readonly [file: string, text: string] | undefined;
  const tasks = ['-t', 'test', 'build', '--outputStyle=stream'];
  const options = { NX_LEGACY_AFFECTED: legacy };

  beforeAll(async () => {
    workspace = await makeWorkspace('locked', { name: `locked-${legacy}`, environment: false });
    await stubExecutors(workspace);
    expect(await workspace.nx(['run-many', ...tasks], options)).toMatchObject({ exitCode: 0 });
  });

  afterEach(async () => {
    if (before !== undefined) await workspace.write(...before);
    before = undefined;
  });

  it.each(changes)('after a change of $what', async ({ file, from, to, stale }) => {
    before = [file, await workspace.read(file)];
    await workspace.replace(file, from, to);
    const { exitCode, output } = await workspace.nx(['affected', ...tasks, '--base=HEAD'], options);
    expect(exitCode).toBe(0);
    const ran = executed(output).filter((task) => !/:(develop|lock-witness)$/.test(task));
    const cached = fromCache(output);
    expect(ran.filter((task) => !cached.includes(task)).sort()).toEqual([...stale].sort());
  });
});
