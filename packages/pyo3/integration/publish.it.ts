import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { startCargoRegistry } from '../../../tools/registry/cargo-registry.ts';
import type { Fault, FaultyServer } from '../../../tools/registry/faulty-server.ts';
import { startPythonIndex } from '../../../tools/registry/python-index.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { startPublishing } from './testing/publishing.ts';
import { toolchain } from './testing/toolchain.ts';
import { workspaceOf, type Workspace } from './testing/workspace.ts';

const token = 'pypi-hunter2-7f3a9c51';
const wheel = 'plain-0.1.0-py3-none-any.whl';
const sdist = 'plain-0.1.0.tar.gz';

const crate = (name: string) =>
  `[package]\nname = "${name}"\nversion = "0.3.0"\nedition = "2024"\nlicense = "MIT"\ndescription = "."\n`;
/** Fails where it sees a token, and waits where a test wants to end it. */
const buildScript = `fn main() {
    let seen = std::env::vars().find(|(name, _)| name.ends_with("_TOKEN"));
    assert!(seen.is_none(), "a build script sees {seen:?}");
    if let Ok(marker) = std::env::var("SLOW_BUILD") {
        std::fs::write(&marker, "").unwrap();
        while std::path::Path::new(&marker).exists() {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
}
`;
const files = {
  '.gitignore': 'node_modules\n.nx\ntarget\ndist\n',
  'package.json': '{ "private": true }\n',
  'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nresolver = "3"\n',
  'crates/core/Cargo.toml': crate('core-x'),
  'crates/core/src/lib.rs': 'pub fn one() -> i32 {\n    1\n}\n',
  'crates/app/Cargo.toml': `${crate('app-x')}[dependencies]\ncore-x = { path = "../core", version = "0.3.0" }\n`,
  'crates/app/src/lib.rs': 'pub use core_x::one;\n',
  'crates/app/build.rs': buildScript,
  'plain/pyproject.toml':
    '[build-system]\nrequires = ["uv_build>=0.9,<1"]\nbuild-backend = "uv_build"\n[project]\nname = "plain"\nversion = "0.1.0"\n',
  'plain/src/plain/__init__.py': '',
} as const;

const faults: readonly (readonly [string, Fault, string])[] = [
  ['401', { kind: 'status', status: 401 }, 'the index refused the credentials (status 401)'],
  [
    '403',
    { kind: 'status', status: 403, body: `not for ${token}` },
    'the index refused the credentials (status 403)',
  ],
  ['409', { kind: 'status', status: 409 }, 'the index has it already, and would not replace it'],
  ['429', { kind: 'status', status: 429 }, 'the index limits the number of uploads (status 429)'],
  ['503', { kind: 'status', status: 503 }, 'the index has a problem (status 503)'],
  ['a reset connection', { kind: 'reset', when: 'before' }, 'the connection failed'],
  [
    'a connection reset after the upload',
    { kind: 'reset', when: 'after' },
    'the connection failed',
  ],
  ['an upload that does not end', { kind: 'stall', when: 'before' }, 'the connection failed'],
];

describeWithTools('publishing that fails in the middle', () => {
  let workspace: Workspace;
  let python: FaultyServer;
  let cargo: FaultyServer;
  let artifacts: readonly (readonly [string, Buffer])[];

  const start = (
    project: string,
    options: object = {},
    variables: Readonly<Record<string, string>> = {},
  ) =>
    startPublishing(workspace, project, {
      root: project === 'plain' ? project : `crates/${project.replace('-x', '')}`,
      options: {
        ...{ cargoRegistry: 'local', publishUrl: `${python.url}/legacy/` },
        ...{ checkUrl: `${python.url}/simple/`, ...options },
      },
      variables: {
        CARGO_REGISTRIES_LOCAL_TOKEN: token,
        UV_PUBLISH_TOKEN: token,
        ...variables,
      },
    });
  const publish = async (
    project: string,
    options: object = {},
    variables: Readonly<Record<string, string>> = {},
  ) => {
    const { exitCode, all } = await start(project, options, variables);
    expect(all).not.toContain(token);
    return { exitCode, output: all };
  };

  beforeAll(async () => {
    workspace = await workspaceOf('publish', async (root) => {
      await execa('git', ['init', '--quiet', root]);
    });
    for (const [file, text] of Object.entries(files)) await workspace.write(file, text);
    await execa('cargo', ['generate-lockfile', '--offline'], { cwd: workspace.root });
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
    await execa('git', ['add', '--all'], { cwd: workspace.root });
    await execa('git', [...author, 'commit', '--quiet', '--message=x'], { cwd: workspace.root });
    await execa(
      toolchain().uv,
      ['build', '--quiet', '--out-dir', workspace.path('plain/dist'), 'plain'],
      {
        cwd: workspace.root,
      },
    );
    artifacts = await Promise.all(
      [wheel, sdist].map(
        async (name) => [name, await readFile(workspace.path(`plain/dist/${name}`))] as const,
      ),
    );
  });

  beforeEach(async () => {
    [python, cargo] = [await startPythonIndex(), await startCargoRegistry()];
    const index = `"sparse+${cargo.url}/index/"`;
    await workspace.write(
      '.cargo/config.toml',
      `[registries.local]\nindex = ${index}\n[source.crates-io]\nreplace-with = "local"\n[source.local]\nregistry = ${index}\n`,
    );
  });
  afterEach(() => Promise.all([python.stop(), cargo.stop()]));

  it.each(faults)('uploads the rest of a distribution after %s', async (_name, fault, reason) => {
    python.failWith({ kind: 'none' }, fault);
    const { exitCode, output } = await publish('plain', {}, { UV_UPLOAD_HTTP_TIMEOUT: '3' });
    python.dropStalled();
    expect(output).toContain(
      `plain 0.1.0 could not be published to ${python.url}/legacy/: ${reason}. [publish-failed]`,
    );
    expect(exitCode).toBe(1);
    expect(await publish('plain')).toMatchObject({ exitCode: 0 });
    expect([...python.stored].sort()).toEqual([wheel, sdist]);
  });

  it.each(faults.filter(([name]) => /403|503|after/.test(name)))(
    'uploads a crate after %s',
    async (_name, fault, reason) => {
      cargo.failWith(fault);
      const { exitCode, output } = await publish('core-x', { verify: false });
      expect(output).toContain(
        `core-x 0.3.0 could not be published to local: ${reason}. [publish-failed]`,
      );
      expect(exitCode).toBe(1);
      expect(await publish('core-x', { verify: false })).toMatchObject({ exitCode: 0 });
      expect(cargo.stored).toEqual(['core-x-0.3.0.crate']);
    },
  );

  it.each([
    ['plain', 'before'],
    ['plain', 'after'],
    ['core-x', 'before'],
    ['core-x', 'after'],
  ] as const)(
    'goes on after kill -9 during the upload of %s, %s it was stored',
    async (project, when) => {
      const server = project === 'plain' ? python : cargo;
      const first = project === 'plain' ? [{ kind: 'none' } as const] : [];
      server.failWith(...first, { kind: 'stall', when });
      const met = server.nextFault();
      const running = start(project, { verify: false });
      await met;
      running.kill('SIGKILL');
      await running;
      // uv and cargo are still there, and cargo holds its lock.
      server.dropStalled();
      expect(await publish(project, { verify: false })).toMatchObject({ exitCode: 0 });
      const expected = project === 'plain' ? [wheel, sdist] : ['core-x-0.3.0.crate'];
      expect([...server.stored].sort()).toEqual(expected);
    },
  );

  it('goes on after kill -9 during the verification, which never sees the token', async () => {
    expect(await publish('core-x', { verify: false })).toMatchObject({ exitCode: 0 });
    const marker = workspace.path('target/slow');
    const running = start('app-x', {}, { SLOW_BUILD: marker });
    for (let waited = 0; !existsSync(marker) && waited < 60_000; waited += 50) await sleep(50);
    running.kill('SIGKILL');
    await running;
    // cargo and the build script go on, and upload nothing.
    await workspace.remove('target/slow');
    expect(cargo.stored).toEqual(['core-x-0.3.0.crate']);
    const { exitCode, output } = await publish('app-x');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(cargo.stored).toEqual(['core-x-0.3.0.crate', 'app-x-0.3.0.crate']);
    expect(cargo.uploads.at(-1)?.authorization).toBe(token);
  });

  it('refuses other bytes under the same name, and uploads nothing', async () => {
    await publish('plain');
    await publish('core-x', { verify: false });
    const [[name = '', content = Buffer.from('')] = []] = artifacts;
    await workspace.write(`plain/dist/${name}`, `${content.toString('latin1')} `);
    const lib = 'crates/core/src/lib.rs';
    await workspace.replace(lib, '    1\n', '    2\n');
    const uploads = python.uploads.length + cargo.uploads.length;
    const plain = await publish('plain');
    expect(plain.exitCode).toBe(1);
    expect(plain.output).toMatch(
      /has other bytes for plain 0\.1\.0\. Nothing was uploaded\. \[index-differs\]\nplain\/dist\/plain-0\.1\.0-py3-none-any\.whl: SHA-256 [0-9a-f]{64}, on the index [0-9a-f]{64}\./,
    );
    const core = await publish('core-x');
    expect(core.exitCode).toBe(1);
    expect(core.output).toContain(
      'local has other sources for core-x 0.3.0 (src/lib.rs). Nothing was uploaded. [index-differs]',
    );
    await workspace.replace(lib, '    2\n', '    1\n');
    // Another commit is another `.cargo_vcs_info.json`, and the same crate.
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
    await execa('git', [...author, 'commit', '--quiet', '--allow-empty', '--message=y'], {
      cwd: workspace.root,
    });
    expect(await publish('core-x')).toMatchObject({ exitCode: 0 });
    expect(python.uploads.length + cargo.uploads.length).toBe(uploads);
    await execa(
      toolchain().uv,
      ['build', '--quiet', '--out-dir', workspace.path('plain/dist'), 'plain'],
      {
        cwd: workspace.root,
      },
    );
  });

  it('uploads nothing on a dry run, and names everything', async () => {
    const plain = await publish('plain', { dryRun: true });
    expect(plain.output).toContain(
      `would upload plain/dist/${wheel}\nwould upload plain/dist/${sdist}`,
    );
    // Its sibling is not published, either: cargo has to pack both.
    const app = await publish('app-x', { dryRun: true, verify: false });
    expect(app).toMatchObject({ exitCode: 0 });
    expect(app.output).toContain('would upload app-x-0.3.0.crate');
    expect([python.uploads, cargo.uploads]).toEqual([[], []]);
  });

  it('leaves the token in no file', async () => {
    const entries = await readdir(workspace.root, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && !/node_modules|\.git\//.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(paths).toContain(workspace.path('target/package/app-x-0.3.0.crate'));
    for (const path of paths) expect((await readFile(path)).includes(token)).toBe(false);
  });
});
