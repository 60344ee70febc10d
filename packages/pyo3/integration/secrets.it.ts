import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeWorkspace, type Workspace } from './testing/workspace.ts';

const secret = 'hunter2-7f3a9c51';

/** Of each kind that the plugin has to do with: for a registry, a cache, a compiler and pytest. */
const variables = {
  CARGO_REGISTRIES_PRIVATE_TOKEN: secret,
  MATURIN_PYPI_TOKEN: secret,
  MATURIN_PASSWORD: secret,
  NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: secret,
  PIP_INDEX_URL: `https://user:${secret}@localhost:9/simple`,
  PKG_CONFIG_SECRET: secret,
  PYTEST_ADDOPTS: `-p no:${secret}`,
  UV_PUBLISH_TOKEN: secret,
};

/** The crate `good` and two malformed manifests. */
describeWithTools('secrets in the environment', () => {
  let workspace: Workspace;
  const printed = new Map<string, string>();

  beforeAll(async () => {
    workspace = await makeWorkspace('broken', { name: 'secrets', variables });
    await workspace.write('plain/pyproject.toml', '[project]\nname = "plain"\nversion = "1"\n');
    await workspace.write('plain/tests/test_it.py', 'def test_it():\n    assert 1 == 2\n');
    const commands = [
      ['graph', '--file=graph.json'],
      ['run', 'good:fingerprint', '--verbose'],
      ['run', 'good:cargo-test', '--verbose'],
      ['run', 'plain:pytest', '--verbose'],
      ['run', 'bad-crate:cargo-test', '--verbose'],
    ];
    for (const args of commands) {
      const { output } = await workspace.nx(args, { NX_VERBOSE_LOGGING: 'true' });
      printed.set(args.join(' '), output);
    }
  });

  it('reach what the plugin starts, so that the next tests can fail', () => {
    expect(printed.get('run good:fingerprint --verbose')).toContain('PYTEST_ADDOPTS');
    expect(printed.get('run plain:pytest --verbose')).toContain('assert 1 == 2');
  });

  it('are printed by no command, whether it succeeds or fails', () => {
    const telling = [...printed].filter(([, output]) => output.includes(secret));
    expect(telling.map(([command]) => command)).toEqual([]);
  });

  it('are in no file of the workspace', async () => {
    const files = await filesBelow(workspace.root);
    expect(files).toContain('graph.json');
    expect(files.some((file) => file.startsWith('.nx/workspace-data/'))).toBe(true);
    const holding: string[] = [];
    for (const file of files) {
      if ((await readFile(workspace.path(file))).includes(secret)) holding.push(file);
    }
    expect(holding).toEqual([]);
  });
});

/** Without Nx, the plugin and the tools, which were there before. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/^(node_modules|\.venv|\.git)\//.test(file));
}
