import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FaultyServer } from '../../tools/registry/faulty-server.ts';
import { startPythonIndex } from '../../tools/registry/python-index.ts';
import { commitAll } from '../../tools/workspace/nx-workspace.ts';
import { lastRun } from '../../tools/workspace/run-report.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { runGithubJob, runGitlabJob } from './ci-steps.ts';
import { runNx } from './nx.ts';
import { freshMachine, NEWEST_NX, newWorkspace, testTool, ZIZMOR } from './setting.ts';

const validator = testTool('check-jsonschema');
const uv = testTool('uv');
const onPosix = process.platform === 'win32' ? describe.skip : describe;

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

onPosix('a generated release workflow', () => {
  let machine: Sandbox;
  let workspace: Terminal;
  let index: FaultyServer;
  const github = '.github/workflows/release.yml';
  const gitlab = '.gitlab/release.yml';
  const cache = 'http://127.0.0.1:9';
  /** With an index on loopback in place of PyPI, and a token in place of the exchange for one. */
  const publisher = () =>
    workspace.with({
      environment: {
        ...workspace.environment,
        UV_PUBLISH_URL: `${index.url}/legacy/`,
        UV_PUBLISH_CHECK_URL: `${index.url}/simple/`,
        UV_PUBLISH_TOKEN: 'pypi-of-the-test',
      },
    });

  beforeAll(async () => {
    index = await startPythonIndex();
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

  afterAll(() => Promise.all([index.stop(), machine.remove()]));

  it('is valid by the published schemas, and has no finding of zizmor', async () => {
    const files = [github, '.github/workflows/crates.yml'];
    await workspace.run(uv, ...ZIZMOR, ...files);
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

  it('publishes on GitHub what was checked, with its attestations', async () => {
    const attestation = '{"version":1}';
    const folder = join(workspace.folder, 'libs/plain/dist/wheels/py3-none-any');
    const [wheel = ''] = (await readdir(folder)).filter((name) => name.endsWith('.whl'));
    await writeFile(join(folder, `${wheel}.publish.attestation`), attestation);
    const values = { 'needs.plan.outputs.projects': 'plain' };
    const { finished } = await runGithubJob(publisher(), { file: github, values }, 'publish');
    expect(finished.at(-1)?.output).toContain(`plain 0.1.0: 2 files uploaded to ${index.url}`);
    expect([...index.stored].sort()).toEqual([wheel, 'plain-0.1.0.tar.gz']);
    const uploads = index.uploads.map(({ body }) => body.toString('latin1'));
    expect(uploads.filter((body) => body.includes(attestation))).toHaveLength(1);
    // The job is run again after a failure elsewhere.
    const again = await runGithubJob(publisher(), { file: github, values }, 'publish');
    expect(again.finished.at(-1)?.output).toContain('plain 0.1.0 is on ');
    expect(index.uploads).toHaveLength(2);
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
    const before = index;
    index = await startPythonIndex('html');
    await before.stop();
    const publish = runGitlabJob(publisher(), { file: gitlab, values }, 'release-publish');
    expect((await publish).output).toContain('plain 0.1.0: 2 files uploaded to');
    expect(index.stored).toHaveLength(2);
  });
});
