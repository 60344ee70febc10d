/**
 * What `nx release version 0.2.0` of this plugin and of others leaves of one workspace: does it parse, are
 * the lock files up to date, which lines changed, can it be built? `npm run bench:release` writes `results.md`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describeMachine } from '../machine.ts';
import { table } from '../table.ts';
import { manifests, writeWorkspace } from './workspace.ts';

interface Contender {
  readonly name: string;
  /** What npm installs; a file for this plugin. */
  readonly source: string;
  readonly plugin: object | string;
  readonly nx: string;
  readonly versionActions?: string;
  readonly projects: readonly string[];
}

type Answers = Readonly<Record<string, string>>;

const dist = join(import.meta.dirname, '..', '..', 'dist');
const crates = ['base', 'user'];
const distributions = ['wheelbase', 'wheeluser'];

function contenders(): readonly Contender[] {
  const tarball = readdirSync(dist).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('Pack the plugin first: npm run pack');
  return [
    {
      name: 'pyo3',
      source: join(dist, tarball),
      plugin: 'pyo3',
      nx: '23.3.2',
      projects: [...crates, ...distributions],
    },
    {
      name: '@monodon/rust 3.0.0',
      source: '@monodon/rust@3.0.0',
      plugin: '@monodon/rust',
      nx: '22.7.12',
      versionActions: '@monodon/rust/src/release/version-actions',
      projects: crates,
    },
    {
      name: '@nxlv/python 23.1.1',
      source: '@nxlv/python@23.1.1',
      plugin: { plugin: '@nxlv/python', options: { packageManager: 'uv' } },
      nx: '23.3.2',
      versionActions: '@nxlv/python/release/version-actions',
      projects: distributions,
    },
  ];
}

async function release(folder: string, contender: Contender): Promise<Answers> {
  const { source, plugin, nx, versionActions, projects } = contender;
  mkdirSync(folder);
  const version = {
    specifierSource: 'prompt',
    currentVersionResolver: 'disk',
    ...(versionActions === undefined ? {} : { versionActions }),
  };
  writeWorkspace(folder, { plugins: [plugin], release: { projects, version } });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const own = { NX_DAEMON: 'false', NX_CACHE_DIRECTORY: join(folder, '.nx', 'cache') };
  const run = (program: string, ...args: readonly string[]) =>
    execa(program, args, { cwd: folder, reject: false, all: true, env: own });
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
  const installed = await run('npm', 'install', ...flags, source, `nx@${nx}`, `@nx/devkit@${nx}`);
  if (installed.exitCode !== 0) return { 'exit code': `not installed: ${installed.stderr}` };
  for (const lock of [
    await run('cargo', 'generate-lockfile', '--offline'),
    await run('uv', 'lock'),
  ]) {
    if (lock.exitCode !== 0) throw new Error(`cargo and uv must be on PATH: ${lock.all}`);
  }
  await run('git', 'init', '--quiet');
  await run('git', 'add', '--all');
  const author = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid'];
  await run('git', ...author, 'commit', '--quiet', '--message=feat: everything');
  const released = await run('npx', 'nx', 'release', 'version', '0.2.0');
  const succeeds = async (program: string, ...args: readonly string[]) =>
    (await run(program, ...args)).exitCode === 0 ? 'yes' : 'no';
  const [isRust, isPython] = [projects.includes('base'), projects.includes('wheelbase')];
  const build = ['build', '--quiet', '--wheel', '--all-packages', '--out-dir', 'target/wheels'];
  const wheels = ['--no-index', '--find-links', 'target/wheels', '--target', 'target/installed'];
  return {
    'exit code': String(released.exitCode),
    'Cargo.toml parses': isRust ? await succeeds('cargo', 'metadata', '--no-deps') : '',
    'Cargo.lock is up to date': isRust
      ? await succeeds('cargo', 'metadata', '--locked', '--offline')
      : '',
    'the crates compile': isRust ? await succeeds('cargo', 'check', '--offline') : '',
    'uv.lock is up to date': isPython ? await succeeds('uv', 'lock', '--check') : '',
    'the wheels are built': isPython ? await succeeds('uv', ...build) : '',
    'the wheels can be installed together': isPython
      ? await succeeds('uv', 'pip', 'install', ...wheels, 'wheeluser==0.2.0', 'wheelbase==0.2.0')
      : '',
    '`wheelbase~=0.1.0` became': isPython ? requirement(folder) : '',
    'lines changed without a version': String(await strayLines(run)),
    'comments lost': String(lostComments(folder, projects)),
  };
}

function requirement(folder: string): string {
  const text = readFileSync(join(folder, 'packages/wheeluser/pyproject.toml'), 'utf8');
  return `\`${/"(wheelbase[^"]*)"/.exec(text)?.[1] ?? 'none'}\``;
}

/** Lines of the manifests that were removed or added, and in which no version stands. */
async function strayLines(
  run: (program: string, ...args: readonly string[]) => Promise<{ readonly stdout: string }>,
): Promise<number> {
  const { stdout } = await run('git', 'diff', '--unified=0', 'HEAD', '--', ...manifests);
  return stdout.split('\n').filter((line) => /^[-+](?![-+])/.test(line) && !/\d+\.\d+/.test(line))
    .length;
}

function lostComments(folder: string, projects: readonly string[]): number {
  const own = manifests.filter((file) => projects.some((name) => file.includes(`/${name}/`)));
  const kept = own.map((file) => readFileSync(join(folder, file), 'utf8').split('# a').length - 1);
  return own.length * 1.5 - kept.reduce((sum, count) => sum + count, 0);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-bench-release-'));
  try {
    const all = contenders();
    const answers: Answers[] = [];
    for (const [index, contender] of all.entries()) {
      answers.push(await release(join(folder, String(index)), contender));
    }
    const questions = [...new Set(answers.flatMap(Object.keys))];
    const text = [
      '# What a release leaves behind',
      '',
      'Written by `npm run bench:release` (after `npm run pack`); see [../README.md](../README.md) for what is asked.',
      '',
      `${await describeMachine()}.`,
      '',
      ...table(
        ['', ...all.map(({ name, nx }) => `${name} (Nx ${nx})`)],
        questions.map((question) => [question, ...answers.map((one) => one[question] ?? '')]),
      ),
      '',
    ].join('\n');
    console.log(text);
    writeFileSync(join(import.meta.dirname, 'results.md'), text);
  } finally {
    if (process.env['BENCH_KEEP'] === undefined) rmSync(folder, { recursive: true });
    else console.log(folder);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
