import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { describeWithTools, itOnPosix } from './testing/describe-with-tools.ts';
import { toolchain } from './testing/toolchain.ts';
import { makeWorkspace, runFolder, type Workspace } from './testing/workspace.ts';

/** Every program that the plugin knows. */
const programs = [
  ...['basedpyright', 'c++', 'cargo', 'cargo-clippy', 'cargo-fmt', 'cc', 'clang', 'conda', 'git'],
  ...['maturin', 'mypy'],
  ...['pip', 'pyright', 'pytest', 'python', 'python3', 'rustc', 'rustfmt', 'rustup', 'ruff', 'uv'],
  ...['uvx', 'zig'],
];
const secrets = {
  MATURIN_PYPI_TOKEN: 'pypi-secret-1',
  NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 'nx-secret-2',
  UV_INDEX_URL: 'https://user:url-secret-3@pypi.example.invalid/simple',
  PYTEST_ADDOPTS: '--secret-4',
};

/** A program that was started: its name, its arguments, and the command line that started it. */
interface Start {
  readonly name: string;
  readonly args: string;
  readonly by: string;
}

let workspace: Workspace;
let log: string;
let spies: string;

/** A program that notes how it was started, and then is the real one. */
function spyOn(folder: string, name: string, real: string | undefined): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const lines = [
    '#!/bin/sh',
    // In one line each, whatever line feeds they hold.
    'line() { PATH="$PATH:/usr/bin:/bin" tr "\\000\\n\\t" "   "; }',
    'args=$(printf "%s " "$@" | line)',
    'by=$( (cat "/proc/$PPID/cmdline" || ps -o args= -p "$PPID") 2>/dev/null | line)',
    `printf '%s\\t%s\\t%s\\n' "${name}" "$args" "$by" >> "${log}"`,
    `case "$by" in *fingerprint/cli*) env >> "${log}.env";; esac`,
    real === undefined ? 'exit 1' : `exec "${real}" "$@"`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
}

function starts(): readonly Start[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return lines.map((line) => {
    const [name = '', args = '', by = ''] = line.split('\t');
    return { name, args: args.trim().replaceAll(/\b[0-9a-f]{40}\b/g, '<commit>'), by };
  });
}

const isOfFingerprint = ({ by }: Start) => by.includes('fingerprint/cli');
const commandsOf = (found: readonly Start[]) =>
  [...new Set(found.map(({ name, args }) => `${name} ${args}`))].sort();
const namesOf = (found: readonly Start[]) => [...new Set(found.map(({ name }) => name))].sort();

async function forget(): Promise<void> {
  await workspace.remove('.nx');
  for (const file of [log, `${log}.env`]) rmSync(file, { force: true });
}

const nx = (...args: readonly string[]) =>
  workspace.nx(args, { ...secrets, PATH: [spies, dirname(process.execPath)].join(delimiter) });

/** What Nx starts for the same command by itself: it asks git which files changed. */
async function startsOfNx(...args: readonly string[]): Promise<readonly string[]> {
  const config = await workspace.read('nx.json');
  await workspace.write('nx.json', config.replace('"pyo3"', ''));
  await nx(...args);
  const found = commandsOf(starts());
  await workspace.write('nx.json', config);
  await forget();
  return found;
}

/** Makes all keys of a target; what was started for them. */
async function startsOfKeys(target: string): Promise<readonly Start[]> {
  const { exitCode, output } = await nx('run-many', '-t', target, '--graph=stdout');
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).not.toMatch(/secret-[1234]/);
  return starts();
}

describeWithTools('a repository whose programs leave a trace', () => {
  beforeAll(async () => {
    workspace = await makeWorkspace('repository', { name: 'what-starts', environment: false });
    log = join(runFolder(), 'started.log');
    spies = join(runFolder(), 'spies');
    const { python, uv } = toolchain();
    for (const name of programs) {
      const { stdout } = await execa('which', [name], { reject: false });
      spyOn(spies, name, name === 'uv' ? uv : stdout === '' ? undefined : stdout);
    }
    for (const name of programs) {
      spyOn(workspace.path('.venv/bin'), name, name.startsWith('python') ? python : undefined);
    }
    await workspace.write('.venv/pyvenv.cfg', `home = ${dirname(python)}\n`);
  });
  beforeEach(forget);
  afterEach(async () => {
    // A secret is not kept.
    const kept = await execa('grep', ['-rlE', 'secret-[1234]', workspace.path('.nx')], {
      reject: false,
    });
    expect(kept.stdout).toBe('');
  });

  itOnPosix.each([
    [['show', 'projects']],
    [['graph', '--file=graph.json']],
    [['show', 'project', 'alpha', '--json']],
    [['sync:check']],
  ])('starts none of them to make the graph: nx %j [linux and macos only]', async (args) => {
    const ofNx = await startsOfNx(...args);
    const { output } = await nx(...args);
    expect(output).not.toMatch(/secret-[1234]/);
    expect(commandsOf(starts()).filter((command) => !ofNx.includes(command))).toEqual([]);
    expect(ofNx.filter((command) => !command.startsWith('git '))).toEqual([]);
  });

  itOnPosix('makes a graph with its projects in it [linux and macos only]', async () => {
    const { stdout } = await nx('show', 'project', 'alpha', '--json');
    expect(stdout).toContain('"pyo3:develop"');
  });

  itOnPosix('starts what makes up the keys, and no other [linux and macos only]', async () => {
    const found = await startsOfKeys('test');
    expect(namesOf(found.filter(isOfFingerprint))).toEqual(['git', 'python', 'rustc']);
    expect(namesOf(found.filter((start) => !isOfFingerprint(start)))).toEqual(['git']);
    const variables = readFileSync(`${log}.env`, 'utf8');
    expect(variables).toContain('UV_INDEX_URL=');
    // Tokens of Nx and of publishing are not passed on.
    expect(variables).not.toMatch(/secret-[12]/);
  });

  itOnPosix('starts maturin as well for the keys of wheels [linux and macos only]', async () => {
    const found = await startsOfKeys('build');
    expect(namesOf(found.filter(isOfFingerprint))).toEqual(['git', 'maturin', 'python', 'rustc']);
  });

  itOnPosix(
    'starts no compiler of C and no linter of the PATH [linux and macos only]',
    async () => {
      const manifest = ['[package]', 'name = "native"', 'version = "0.1.0"', 'links = "native"'];
      await workspace.write('native/Cargo.toml', [...manifest, '[workspace]', ''].join('\n'));
      await workspace.write('native/build.rs', 'fn main() {}\n');
      await workspace.write('native/src/lib.rs', '');
      await workspace.write('plain/pyproject.toml', '[project]\nname = "plain"\nversion = "1"\n');
      await workspace.write('plain/plain.py', '');
      await execa('git', ['add', 'native', 'plain'], { cwd: workspace.root });
      try {
        const native = await nx('show', 'project', 'native', '--json');
        expect(native.stdout).toMatch(/cli\.js[^ ]* cc"/);
        const plain = await nx('show', 'project', 'plain', '--json');
        expect(plain.stdout).toMatch(/cli\.js[^ ]* ruff"/);
        await forget();
        const found = (await startsOfKeys('lint')).filter(isOfFingerprint);
        expect(namesOf(found)).toEqual(['git', 'python', 'rustc']);
      } finally {
        await execa('git', ['rm', '-rfq', 'native', 'plain'], { cwd: workspace.root });
      }
    },
  );

  itOnPosix('starts uv where there is no environment yet [linux and macos only]', async () => {
    const away = `${workspace.path('.venv')}-away`;
    await execa('mv', [workspace.path('.venv'), away]);
    try {
      const found = (await startsOfKeys('test')).filter(isOfFingerprint);
      expect(namesOf(found)).toEqual(expect.arrayContaining(['git', 'rustc', 'uv']));
      const others = namesOf(found).filter((name) => !/^(git|rustc|uv|python3?)$/.test(name));
      expect(others).toEqual([]);
    } finally {
      await execa('mv', [away, workspace.path('.venv')]);
    }
  });

  itOnPosix('starts no Python that git tracks [linux and macos only]', async () => {
    const git = (...args: readonly string[]) => execa('git', args, { cwd: workspace.root });
    await git('add', '--force', '.venv');
    try {
      expect(namesOf(await startsOfKeys('build'))).toEqual(['git', 'rustc']);
      const { exitCode, output } = await nx('run', 'alpha:pytest');
      expect(exitCode).not.toBe(0);
      expect(output).toContain('git tracks files of the virtual environment .venv');
      expect(namesOf(starts())).toEqual(['git', 'rustc']);
    } finally {
      await git('rm', '-r', '--quiet', '--cached', '.venv');
    }
  });
});
