import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { commitAll } from '../../tools/workspace/nx-workspace.ts';
import { lastRun } from '../../tools/workspace/run-report.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { startCacheServer, WRITE_TOKEN, type CacheServer } from './cache-server.ts';
import {
  runCircleSteps,
  runGithubJob,
  runGithubSteps,
  runGitlabJob,
  runGitlabSteps,
  type RunSteps,
} from './ci-steps.ts';
import { attemptNx, runNx } from './nx.ts';
import { freshMachine, NEWEST_NX, newWorkspace, testTool } from './setting.ts';

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

const zizmor = ['tool', 'run', 'zizmor@1.32.0', '--offline', '--no-progress'];
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
    await workspace.run(uv, ...zizmor, file);
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

/** Without a crate, since what is compiled is tested elsewhere: the steps are those of any project. */
const plain = {
  'pyproject.toml': `[build-system]
requires = ["uv_build>=0.9,<1"]
build-backend = "uv_build"

[project]
name = "plain"
version = "0.1.0"
readme = "README.md"
requires-python = ">=3.9"

[tool.nx-pyo3.wheels]
`,
  // twine refuses a description that is empty.
  'README.md': '# plain\n\nAn answer.\n',
  'src/plain/__init__.py': 'ANSWER = 42\n',
  'tests/test_plain.py': 'import plain\n\n\ndef test_answer():\n    assert plain.ANSWER == 42\n',
};

// Every shell step but the last one, which publishes (docs/publishing.md).
onPosix('a generated release workflow', () => {
  let machine: Sandbox;
  let workspace: Terminal;
  const github = '.github/workflows/release.yml';
  const gitlab = '.gitlab/release.yml';
  const cache = 'http://127.0.0.1:9';

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
    workspace = (await newWorkspace(machine, NEWEST_NX)).terminal;
    await runNx(workspace, 'add', 'pyo3');
    for (const [file, text] of Object.entries(plain)) {
      const path = join(workspace.folder, 'libs/plain', file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    await runNx(workspace, 'g', 'pyo3:release');
    await runNx(workspace, 'g', 'pyo3:release-workflow', '--provider=github');
    await runNx(workspace, 'g', 'pyo3:release-workflow', '--provider=gitlab');
    await runNx(workspace, 'g', 'pyo3:release-workflow', 'Crates', '--provider=github', '--crates');
    await commitAll(workspace, 'feat: a package');
    await workspace.run('git', 'tag', 'plain@0.1.0');
  });

  afterAll(() => machine.remove());

  it('is valid by the published schemas, and has no finding of zizmor', async () => {
    const files = [github, '.github/workflows/crates.yml'];
    await workspace.run(uv, ...zizmor, ...files);
    if (!existsSync(validator)) return;
    await workspace.run(validator, '--builtin-schema', 'vendor.github-workflows', ...files);
    const transform = ['--data-transform', 'gitlab-ci'];
    await workspace.run(validator, '--builtin-schema', 'vendor.gitlab-ci', ...transform, gitlab);
  });

  it('builds, tests and checks on GitHub what has a tag', async () => {
    const run = (job: string, values: Readonly<Record<string, string>>) =>
      runGithubJob(workspace, { file: github, values }, job);
    const plan = await run('plan', { 'github.event.pull_request.base.sha': '' });
    const projects = plan.known['steps.plan.outputs.projects'] ?? '';
    const jobs = JSON.parse(plan.known['steps.plan.outputs.jobs'] ?? '') as readonly Readonly<
      Record<string, string>
    >[];
    expect(projects).toBe('plain');
    expect(jobs).toMatchObject([{ name: 'wheels-linux-x86_64-plain', runner: 'ubuntu-24.04' }]);
    const matrix = Object.entries(jobs[0] ?? {}).map(([name, value]) => [`matrix.${name}`, value]);
    const wheels = await run('wheels', {
      ...Object.fromEntries(matrix),
      'vars.NX_CACHE_SERVER': cache,
      'secrets.NX_CACHE_TOKEN': '',
    });
    const printed = wheels.finished.map(({ output }) => output).join('\n');
    expect(printed).toContain('no remote cache (status 000)');
    expect((await lastRun(workspace)).ran).toEqual(
      expect.arrayContaining(['plain:wheels-test--py3-none-any', 'plain:wheels-test--sdist']),
    );
    const check = await run('check', { 'needs.plan.outputs.projects': projects });
    const checked = check.finished.map(({ output }) => output).join('\n');
    expect(checked).toContain('✔  nx run plain:wheels --complete');
    expect(checked).toContain('✔  nx run plain:wheels-check');
  });

  it('plans what a pull request changes, and nothing where no tag is', async () => {
    await appendFile(join(workspace.folder, 'libs/plain/src/plain/__init__.py'), 'MORE = 1\n');
    await commitAll(workspace, 'feat: more');
    const plan = async (base: string) => {
      const values = { 'github.event.pull_request.base.sha': base };
      const { known } = await runGithubJob(workspace, { file: github, values }, 'plan');
      return known['steps.plan.outputs.projects'];
    };
    expect(await plan('HEAD~1')).toBe('plain');
    expect(await plan('')).toBe('');
  });

  it('builds, tests and checks on GitLab what has a tag', async () => {
    await workspace.run('git', 'tag', 'plain@0.2.0');
    const values = {
      CI_PROJECT_DIR: workspace.folder,
      CARGO_HOME: process.env['CARGO_HOME'] ?? join(homedir(), '.cargo'),
      CI_MERGE_REQUEST_DIFF_BASE_SHA: '',
      NX_CACHE_SERVER: cache,
      NX_CACHE_READ_TOKEN: '',
    };
    const run = (job: string, RUNNER = 'saas-linux-medium-amd64') =>
      runGitlabJob(workspace, { file: gitlab, values: { ...values, RUNNER } }, job);
    expect((await run('release-plan')).output).toContain('plain');
    expect((await run('release-wheels', 'saas-linux-medium-arm64')).output).toContain(
      'nothing is built here',
    );
    await run('release-wheels');
    expect((await lastRun(workspace)).ran).toContain('plain:wheels-test--sdist');
    expect((await run('release-check')).output).toContain('✔  nx run plain:wheels-check');
  });
});

const of = (target: string): string => `mylib:${target}`;
