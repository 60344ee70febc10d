import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { childVariables } from '../testing/child-variables.ts';
import type { Mutation } from './mutation.ts';
import type { Answer, Request } from './request.ts';

const repository = join(import.meta.dirname, '../../../..');

export interface Question {
  /** A folder of this run, for Nx and the workspace. */
  readonly folder: string;
  /** The plugin as it is published. */
  readonly plugin: string;
  readonly nxVersion: string;
  readonly mutations: readonly Mutation[];
}

/** What one version of Nx says of every mutation. Posix only: a Python is a shell script here. */
export async function askNx(question: Question): Promise<Answer> {
  const { folder, plugin, nxVersion, mutations } = question;
  const nxFolder = await installNx(join(folder, `nx-${nxVersion}`), nxVersion);
  const root = join(folder, `matrix-${nxVersion}`);
  await makeRepository(root, { nxFolder, plugin });
  const request: Request = {
    root,
    nxFolder,
    mutations: mutations.map(({ id, edits }) => ({ id, edits })),
    ...(await makeMachine(join(folder, `machine-${nxVersion}`))),
    answer: join(folder, `answer-${nxVersion}.json`),
  };
  const requestFile = join(folder, `request-${nxVersion}.json`);
  await writeFile(requestFile, JSON.stringify(request));
  const env = childVariables(process.env, {
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    NX_CACHE_DIRECTORY: join(root, '.nx/cache'),
    NX_WORKSPACE_ROOT_PATH: root,
  });
  const script = join(import.meta.dirname, 'probe.ts');
  const args = ['--import', 'tsx', script, requestFile];
  await execa(process.execPath, args, { cwd: repository, env, extendEnv: false });
  return JSON.parse(await readFile(request.answer, 'utf8')) as Answer;
}

/** Path of the package. The repository's own Nx is used again. */
async function installNx(folder: string, version: string): Promise<string> {
  const own = join(repository, 'node_modules/nx');
  const { version: ownVersion } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  if (ownVersion === version) return own;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--prefer-offline'];
  await execa('npm', ['install', ...quiet, `nx@${version}`], { cwd: folder });
  return join(folder, 'node_modules/nx');
}

async function makeRepository(
  root: string,
  { nxFolder, plugin }: { readonly nxFolder: string; readonly plugin: string },
): Promise<void> {
  await cp(join(import.meta.dirname, '../fixtures/matrix'), root, { recursive: true });
  await mkdir(join(root, 'node_modules'));
  await symlink(nxFolder, join(root, 'node_modules/nx'));
  await symlink(plugin, join(root, 'node_modules/pyo3'));
  await writeFile(join(root, 'package.json'), '{ "private": true }\n');
  const nxJson = { plugins: [{ plugin: 'pyo3', options: {} }], neverConnectToCloud: true };
  await writeFile(join(root, 'nx.json'), `${JSON.stringify(nxJson, null, 2)}\n`);
  await writeFile(join(root, '.gitignore'), ignored.join('\n'));
  const git = (...args: readonly string[]) => execa('git', args, { cwd: root });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
  await git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message=fixture');
}

const ignored = ['node_modules', '.nx', '.venv', 'target', 'dist', '__pycache__', '*.log', ''];

async function makeMachine(folder: string): Promise<Pick<Request, 'otherRustc' | 'environments'>> {
  const otherRustc = join(folder, 'rustc');
  await writeProgram(join(otherRustc, 'rustc'), 'rustc 1.99.0\nrelease: 1.99.0\nhost: other');
  const environment = async (name: string, version: readonly [number, number, number]) => {
    const venv = join(folder, name);
    const [major, minor] = version;
    const python = {
      implementation: 'cpython',
      version,
      abiFlags: '',
      pointerWidth: 64,
      extSuffix: `.cpython-${String(major)}${String(minor)}-x86_64-linux-gnu.so`,
    };
    await writeProgram(join(venv, 'bin/python'), JSON.stringify(python));
    await writeFile(join(venv, 'pyvenv.cfg'), `home = ${venv}\nversion = ${version.join('.')}\n`);
    return venv;
  };
  return {
    otherRustc,
    environments: {
      usual: await environment('usual', [3, 12, 1]),
      minor: await environment('minor', [3, 13, 0]),
      patch: await environment('patch', [3, 12, 9]),
    },
  };
}

/** A program that does nothing but print. */
async function writeProgram(path: string, output: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\ncat <<'END'\n${output}\nEND\n`);
  await chmod(path, 0o755);
}
