import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCargoRegistry } from '../../tools/registry/cargo-registry.ts';
import type { FaultyServer } from '../../tools/registry/faulty-server.ts';
import { startPypiServer, type PypiServer } from '../../tools/registry/pypiserver.ts';
import { commitAll } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { interpreterOf, SYSTEM_PYTHON } from '../../tools/workspace/virtual-environment.ts';
import { changedFiles, edit, readJson, write } from './files.ts';
import { attemptNx, runNx } from './nx.ts';
import { releasedRepository } from './released-repository.ts';
import { freshMachine, majorOf, newWorkspace, NX_VERSIONS, testTool } from './setting.ts';

/** One Nx a day, since a release compiles; `PYO3_E2E_RELEASE=all` runs all of them. */
const today = Math.floor(Date.now() / 86_400_000) % NX_VERSIONS.length;
const versions =
  process.env['PYO3_E2E_RELEASE'] === 'all' ? NX_VERSIONS : NX_VERSIONS.slice(today, today + 1);
const user = 'someone';
const password = 'hunter2-7f3a9c51';
const distributions = ['dyn-x', 'plain-x', 'setup-x', 'stat-x'];
const all = ['core-x', ...distributions];

describe.each(versions.map((version) => ({ version, major: majorOf(version) })))(
  'on Nx $major: a release of crates and distributions',
  ({ version }) => {
    let machine: Sandbox;
    let workspace: Terminal;
    let index: PypiServer;
    let registry: FaultyServer;

    const release = (...args: readonly string[]) =>
      runNx(workspace, 'release', ...args, '--skip-publish');
    const publish = (secret: string, ...args: readonly string[]) =>
      attemptNx(
        workspace.with({
          environment: {
            ...workspace.environment,
            UV_PUBLISH_USERNAME: user,
            UV_PUBLISH_PASSWORD: secret,
            CARGO_REGISTRIES_LOCAL_TOKEN: password,
          },
        }),
        ...['release', 'publish', ...args],
      );
    const tags = async () => (await workspace.run('git', 'tag')).stdout.trim().split('\n');
    const text = (path: string) => readFile(join(workspace.folder, path), 'utf8');

    /** What both tools say of the repository, without changing a file. */
    const requireInStep = async () => {
      await workspace.run('cargo', 'metadata', '--locked', '--offline', '--format-version', '1');
      await workspace.run('uv', 'lock', '--check');
      expect(await changedFiles(workspace)).toEqual([]);
    };

    beforeAll(async () => {
      machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
      [index, registry] = await Promise.all([
        startPypiServer(testTool('uv'), { user, password }),
        startCargoRegistry(),
      ]);
      workspace = (await newWorkspace(machine, version)).terminal;
      const files = releasedRepository({ ...index, cargo: registry.url });
      for (const [path, content] of Object.entries(files)) {
        await write(workspace.folder, path, content);
      }
      await workspace.run('cargo', 'generate-lockfile');
      await workspace.run('uv', 'lock', '--quiet');
      await runNx(workspace, 'add', 'pyo3');
      const nxJson = await readJson<object>(workspace.folder, 'nx.json');
      const options = { index: 'local', cargoRegistry: 'local' };
      const targetDefaults = { 'nx-release-publish': { options } };
      await write(workspace.folder, 'nx.json', JSON.stringify({ ...nxJson, targetDefaults }));
      await runNx(workspace, 'g', 'pyo3:release');
      await commitAll(workspace, 'chore: everything');
    });

    afterAll(async () => {
      await Promise.all([index.stop(), registry.stop()]);
      await machine.remove();
    });

    it('goes from a minor by a release candidate to the final version', async () => {
      await release('minor', '--first-release');
      await requireInStep();
      expect(await text('Cargo.toml')).toContain(
        '# The comment stays.\ncore-x = { path = "crates/core", version = "0.2.0", registry = "local" }',
      );
      expect(await text('libs/stat/pyproject.toml')).toContain('["dyn-x~=0.2.0"]');
      expect(await text('libs/plain/pyproject.toml')).toContain('["dyn-x>=0.2,<1"] # a range');
      expect(await tags()).toEqual([...all.map((name) => `${name}@0.2.0`), 'workspace-v0.2.0']);

      await release('prerelease', '--preid', 'rc');
      await requireInStep();
      expect(await text('libs/stat/pyproject.toml')).toContain('version = "0.2.1rc0"');
      expect(await text('libs/stat/pyproject.toml')).toContain('["dyn-x~=0.2.1rc0"]');
      expect(await text('crates/pair-b/Cargo.toml')).toContain('version = "0.2.1-rc.0"');

      await release('0.2.1');
      await requireInStep();
      expect(await text('libs/plain/CHANGELOG.md')).toMatch(
        /^## 0\.2\.1 \([\d-]+\)\n\n### 🧱 Updated Dependencies\n\n- Updated dyn-x to 0\.2\.1\n/,
      );
    });

    it('is not published before it is built', async () => {
      const { exitCode, output } = await publish(password, '--projects', 'plain-x');
      expect(exitCode).not.toBe(0);
      expect(output).toContain('[artifact-missing]');
    });

    it('is published once, although the first attempt is refused', async () => {
      const projects = distributions.join(',');
      await runNx(workspace, 'run-many', '-t', 'build', 'sdist', '--projects', projects);
      const refused = await publish('wrong');
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toContain('the index refused the credentials (status 403)');
      expect(refused.output).toContain('core-x 0.2.1: 1 file uploaded to local');
      const { exitCode, output } = await publish(password);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toContain('core-x 0.2.1 is on local already.');
      expect(output).not.toContain(password);
      expect(registry.stored).toEqual(
        ['core-x', 'pair-a', 'pair-b'].map((name) => `${name}-0.2.1.crate`),
      );
      expect(
        readdirSync(index.files)
          .map((file) => file.replace(/-cp.*(?=\.whl)|-py3.*(?=\.whl)/, ''))
          .sort(),
      ).toEqual(
        distributions
          .map((name) => `${name.replace('-', '_')}-0.2.1`)
          .flatMap((name) => [`${name}.tar.gz`, `${name}.whl`]),
      );
    });

    it('of one package goes on from there', async () => {
      await edit(workspace.folder, 'libs/plain/src/plain_x/__init__.py', /^/, '"""Fixed."""\n\n');
      await commitAll(workspace, 'fix(plain-x): the docstring');
      await release('patch', '--projects', 'plain-x');
      await requireInStep();
      expect((await tags()).filter((tag) => /2\.2$/.test(tag))).toEqual(['plain-x@0.2.2']);
      expect(await text('libs/plain/CHANGELOG.md')).toMatch(/^## 0\.2\.2 .*\n\n### 🩹 Fixes\n/);
      await runNx(workspace, 'run-many', '-t', 'build', 'sdist', '--projects', 'plain-x');
      // All projects again: what has no new version is on the index already.
      const { exitCode, output } = await publish(password);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toContain('plain-x 0.2.2: 2 files uploaded to local');
      expect(output.match(/ uploaded to local/g)).toHaveLength(1);
    });

    it('can be installed from the index alone', async () => {
      const environment = join(machine.folder, 'clean');
      await workspace.run(SYSTEM_PYTHON, '-m', 'venv', environment);
      const python = interpreterOf(environment);
      const elsewhere = machine.terminal;
      await elsewhere.run(
        ...([python, '-m', 'pip', 'install', '--quiet', '--no-cache-dir'] as const),
        ...['--index-url', index.simple, '--only-binary', ':all:', ...distributions],
      );
      const script =
        'import plain_x, setup_x, stat_x; from importlib.metadata import version as v; ' +
        'print(plain_x.one(), setup_x.one(), stat_x.one(), v("plain-x"), v("dyn-x"))';
      const { stdout } = await elsewhere.run(python, '-c', script);
      expect(stdout.trim()).toBe('1 1 1 0.2.2 0.2.1');
    });
  },
);
