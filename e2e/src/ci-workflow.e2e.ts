import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { commitAll } from '../../tools/workspace/nx-workspace.ts';
import { lastRun } from '../../tools/workspace/run-report.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { startCacheServer, WRITE_TOKEN, type CacheServer } from './cache-server.ts';
import { runCircleSteps, runGithubSteps, runGitlabSteps, type RunSteps } from './ci-steps.ts';
import { attemptNx, runNx } from './nx.ts';
import { freshMachine, NEWEST_NX, newWorkspace, testTool, ZIZMOR } from './setting.ts';

interface Provider {
  readonly ci: string;
  readonly file: string;
  /** As check-jsonschema calls the published schema. */
  readonly schema: string;
  readonly run: RunSteps;
  /** What the service tells the steps of a change to `main`, given the address of the cache. */
  readonly values: (url: string) => Readonly<Record<string, string>>;
}

const providers: readonly Provider[] = [
  {
    ci: 'github',
    file: '.github/workflows/ci.yml',
    schema: 'vendor.github-workflows',
    run: runGithubSteps,
    values: (url) => ({
      'vars.NX_CACHE_SERVER': url,
      'secrets.NX_CACHE_TOKEN': WRITE_TOKEN,
    }),
  },
  {
    ci: 'gitlab',
    file: '.gitlab-ci.yml',
    schema: 'vendor.gitlab-ci',
    run: runGitlabSteps,
    values: (url) => ({
      CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD~1',
      NX_CACHE_SERVER: url,
      NX_CACHE_WRITE_TOKEN: WRITE_TOKEN,
      // Those of this machine, where the crates are.
      CARGO_HOME: process.env['CARGO_HOME'] ?? join(homedir(), '.cargo'),
      UV_CACHE_DIR: process.env['UV_CACHE_DIR'] ?? '',
      npm_config_cache: process.env['npm_config_cache'] ?? join(homedir(), '.npm'),
    }),
  },
  {
    ci: 'circleci',
    file: '.circleci/config.yml',
    schema: 'vendor.circle-ci',
    run: runCircleSteps,
    values: (url) => ({
      CIRCLE_BRANCH: 'change',
      NX_CACHE_SERVER: url,
      NX_CACHE_TOKEN: WRITE_TOKEN,
    }),
  },
];

const validator = testTool('check-jsonschema');
const uv = testTool('uv');
const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('a generated CI workflow', () => {
  let machine: Sandbox;
  let workspace: Terminal;
  let server: CacheServer;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
    server = await startCacheServer();
    workspace = (await newWorkspace(machine, NEWEST_NX)).terminal;
    await runNx(workspace, 'add', 'pyo3');
    for (const name of ['mylib', 'other']) await runNx(workspace, 'g', 'pyo3:lib', `libs/${name}`);
    await workspace.run('cargo', 'generate-lockfile');
    for (const { ci } of providers) await runNx(workspace, 'g', 'pyo3:ci-workflow', `--ci=${ci}`);
    await commitAll(workspace, 'feat: two libraries');
    await workspace.run('git', 'init', '--quiet', '--bare', '../origin');
    await workspace.run('git', 'remote', 'add', 'origin', '../origin');
    await workspace.run('git', 'push', '--quiet', 'origin', 'main');
    await workspace.run('git', 'switch', '--quiet', '--create', 'change');
    await appendFile(join(workspace.folder, 'libs/mylib/src/lib.rs'), '\n// A change.\n');
    await commitAll(workspace, 'feat: a change of one');
  });

  afterAll(async () => {
    await server.stop();
    await machine.remove();
  });

  // zizmor knows GitHub's workflows alone. uv fetches it.
  it('for GitHub has no finding of zizmor', async () => {
    const [{ file } = { file: '' }] = providers.filter(({ ci }) => ci === 'github');
    await workspace.run(uv, ...ZIZMOR, file);
  });

  describe.each(providers)('for $ci', ({ ci, file, schema, run, values }) => {
    // The package that knows the schemas needs Python 3.10.
    (existsSync(validator) ? it : it.skip)('is valid by the published schema', async () => {
      const transform = ci === 'gitlab' ? ['--data-transform', 'gitlab-ci'] : [];
      await workspace.run(validator, '--builtin-schema', schema, ...transform, file);
    });

    it('checks, tests and builds what a change reaches, and nothing else', async () => {
      const before = server.requests.length;

      const steps = await run(workspace, { file, values: values(server.url) });

      const output = steps.map((step) => step.output).join('\n');
      expect(output).toContain('not run here: rustup toolchain install stable');
      expect(output).toContain('not run here: npm ci');
      expect(output).toContain('nx run mylib:format:check');
      const { hits, ran } = await lastRun(workspace);
      const tasks = [...hits, ...ran];
      expect(tasks).toEqual(expect.arrayContaining(['lint', 'test', 'build'].map(of)));
      expect(tasks.filter((task) => !task.startsWith('mylib:'))).toEqual([]);
      expect(output).not.toContain('other:');
      // The first of them all stores what it made; for the others Nx has it in its local cache.
      expect(server.entries.size).toBeGreaterThan(4);
      expect(server.requests.length - before).toBeGreaterThan(0);
    });

    it('does its work without a remote cache that answers', async () => {
      const steps = await run(workspace, { file, values: values('http://127.0.0.1:9') });

      const output = steps.map((step) => step.output).join('\n');
      expect(output).toContain('no remote cache (status 000)');
      expect((await lastRun(workspace)).hits).toContain('mylib:build');
    });

    it('is not written over', async () => {
      const { exitCode, output } = await attemptNx(
        workspace,
        'g',
        'pyo3:ci-workflow',
        `--ci=${ci}`,
      );

      expect(output).toContain(`The workflow ${file} already exists.`);
      expect(exitCode).not.toBe(0);
    });
  });

  it('compares the default branch with the empty tree: all is affected', async () => {
    const base = '--base=4b825dc642cb6eb9a060e54bf8d69288fbee4904';
    const { stdout } = await runNx(workspace, 'show', 'projects', '--affected', base, '--json');

    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(['mylib', 'other']));
  });
});

const of = (target: string): string => `mylib:${target}`;
