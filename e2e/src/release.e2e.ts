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
import {
  freshMachine,
  majorOf,
  newWorkspace,
  NX_OF_TODAY,
  isThorough,
  testTool,
} from './setting.ts';

// Only the final version is published and installed, unless the run is a thorough one.
const user = 'someone';
const password = 'hunter2-7f3a9c51';
const distributions = ['dyn-x', 'plain-x', 'setup-x', 'stat-x'];
const all = ['core-x', ...distributions];

/** Name, version, and whether each requirement allows the same version of what it names. */
const readMetadata = `
import json, sys, zipfile
from packaging.metadata import Metadata
found = {}
for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as wheel:
        [name] = [one for one in wheel.namelist() if one.endswith(".dist-info/METADATA")]
        data = Metadata.from_email(wheel.read(name), validate=True)
    requires = [[one.name, one.specifier.contains(data.version)] for one in data.requires_dist or []]
    found[data.name] = [str(data.version), requires]
print(json.dumps(found))
`;

describe.each(NX_OF_TODAY.map((version) => ({ version, major: majorOf(version) })))(
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

    const build = (...projects: readonly string[]) =>
      runNx(workspace, ...['run-many', '-t', 'build', 'sdist', '--projects', projects.join(',')]);

    /** All files of a version, and what METADATA of its wheels says, read by `packaging`. */
    const requireOnIndex = async (version: string, semver = version) => {
      const files = readdirSync(index.files).filter((file) =>
        [`-${version}-`, `-${version}.tar.gz`].some((part) => file.includes(part)),
      );
      expect(files.map((file) => file.replace(/-(cp|py3).*(?=\.whl)/, '')).sort()).toEqual(
        distributions
          .map((name) => `${name.replace('-', '_')}-${version}`)
          .flatMap((name) => [`${name}.tar.gz`, `${name}.whl`]),
      );
      expect(registry.stored.filter((file) => file.endsWith(`-${semver}.crate`)).sort()).toEqual(
        ['core-x', 'pair-a', 'pair-b'].map((name) => `${name}-${semver}.crate`),
      );
      const wheels = files.filter((file) => file.endsWith('.whl'));
      const { stdout } = await workspace.run(
        ...([testTool('python'), '-c', readMetadata] as const),
        ...wheels.map((file) => join(index.files, file)),
      );
      expect(JSON.parse(stdout)).toEqual({
        'dyn-x': [version, []],
        'plain-x': [version, [['dyn-x', true]]],
        'setup-x': [version, []],
        'stat-x': [version, [['dyn-x', true]]],
      });
    };

    /** Installs everything from the index alone, and returns what the packages say. */
    const installed = async (...options: readonly string[]) => {
      const environment = join(machine.folder, 'clean');
      await workspace.run(SYSTEM_PYTHON, '-m', 'venv', '--clear', environment);
      const python = interpreterOf(environment);
      const elsewhere = machine.terminal;
      await elsewhere.run(
        ...([python, '-m', 'pip', 'install', '--quiet', '--no-cache-dir', ...options] as const),
        ...['--index-url', index.simple, '--only-binary', ':all:', ...distributions],
      );
      const script =
        'import plain_x, setup_x, stat_x; from importlib.metadata import version as v; ' +
        'print(plain_x.one(), setup_x.one(), stat_x.one(), v("plain-x"), v("dyn-x"))';
      return (await elsewhere.run(python, '-c', script)).stdout.trim();
    };

    const requirePublished = async (version: string, semver = version) => {
      await build(...distributions);
      const { exitCode, output } = await publish(password);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      await requireOnIndex(version, semver);
      expect(await installed('--pre')).toBe(`1 1 1 ${version} ${version}`);
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
      const { output } = await release('minor', '--first-release', '--verbose');
      expect(output).toContain('Cargo.lock was verified: cargo metadata --locked --offline');
      expect(output).toContain('uv.lock was verified: uv lock --check --offline');
      await requireInStep();
      expect(await text('Cargo.toml')).toContain(
        '# The comment stays.\ncore-x = { path = "crates/core", version = "0.2.0", registry = "local" }',
      );
      expect(await text('libs/stat/pyproject.toml')).toContain('["dyn-x~=0.2.0"]');
      expect(await text('libs/plain/pyproject.toml')).toContain('["dyn-x>=0.2,<1"] # a range');
      expect(await tags()).toEqual([...all.map((name) => `${name}@0.2.0`), 'workspace-v0.2.0']);
      if (isThorough) await requirePublished('0.2.0');

      await release('prerelease', '--preid', 'rc');
      await requireInStep();
      expect(await text('libs/stat/pyproject.toml')).toContain('version = "0.2.1rc0"');
      expect(await text('libs/stat/pyproject.toml')).toContain('["dyn-x~=0.2.1rc0"]');
      expect(await text('crates/pair-b/Cargo.toml')).toContain('version = "0.2.1-rc.0"');
      expect(await tags()).toContain('stat-x@0.2.1-rc.0');
      if (isThorough) await requirePublished('0.2.1rc0', '0.2.1-rc.0');

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
      await build(...distributions);
      const refused = await publish('wrong');
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toContain('the index refused the credentials (status 403)');
      expect(refused.output).toContain('core-x 0.2.1: 1 file uploaded to local');
      const { exitCode, output } = await publish(password);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toContain('core-x 0.2.1 is on local already.');
      expect(output).not.toContain(password);
      await requireOnIndex('0.2.1');
    });

    it('is known from the index to the next release', async () => {
      const path = join(workspace.folder, 'nx.json');
      const before = await readFile(path, 'utf8');
      const { release: own, ...rest } = JSON.parse(before) as {
        readonly release: { readonly version?: object };
      };
      const version = { ...own.version, currentVersionResolver: 'registry' };
      await write(
        workspace.folder,
        'nx.json',
        JSON.stringify({ ...rest, release: { ...own, version } }),
      );
      const { output } = await release('minor', '--dry-run', '--projects', 'plain-x,core-x');
      await write(workspace.folder, 'nx.json', before);
      for (const project of ['core-x', 'plain-x']) {
        expect(output).toContain(
          `${project} 🔍 Resolved the current version as 0.2.1 from the remote registry: local`,
        );
      }
    });

    it('of one package goes on from there', async () => {
      await edit(workspace.folder, 'libs/plain/src/plain_x/__init__.py', /^/, '"""Fixed."""\n\n');
      await commitAll(workspace, 'fix(plain-x): the docstring');
      await release('patch', '--projects', 'plain-x');
      await requireInStep();
      expect((await tags()).filter((tag) => /2\.2$/.test(tag))).toEqual(['plain-x@0.2.2']);
      expect(await text('libs/plain/CHANGELOG.md')).toMatch(/^## 0\.2\.2 .*\n\n### 🩹 Fixes\n/);
      await build('plain-x');
      // All projects again: what has no new version is on the index already.
      const { exitCode, output } = await publish(password);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toContain('plain-x 0.2.2: 2 files uploaded to local');
      expect(output.match(/ uploaded to local/g)).toHaveLength(1);
    });

    it('can be installed from the index alone', async () => {
      expect(await installed()).toBe('1 1 1 0.2.2 0.2.1');
    });
  },
);
