import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { childVariables } from '../../testing/child-variables.ts';
import { toolchain } from '../../testing/toolchain.ts';
import { applyEdits, revertFiles } from '../apply.ts';
import type { Edit, Mutation } from '../mutation.ts';

/** Where the fixture is built: always the same folder, so that paths in what is built are equal. */
export interface Laboratory {
  readonly folder: string;
  readonly root: string;
  /** A virtual environment with the distributions of uv.lock and the tools, by Python. */
  readonly environments: Readonly<Record<'usual' | 'minor', string>>;
}

/** How the machine is in one state. */
export interface Setting {
  readonly python: string;
  readonly variables: Readonly<Record<string, string>>;
}

const pythons = { usual: '3.12', minor: '3.13' } as const;

const tools = ['maturin==1.16.0', 'mypy==2.4.1', 'ruff==0.17.6'];
const backends = ['hatchling', 'setuptools', 'setuptools-rust'];

/** Needs PYO3_TEST_VENV, for uv, and the Pythons above, which uv finds or downloads. */
export async function openLaboratory(): Promise<Laboratory> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-oracle-')));
  const root = join(folder, 'work');
  cpSync(join(import.meta.dirname, '../../fixtures/matrix'), root, { recursive: true });
  writeFileSync(
    join(root, '.gitignore'),
    ['*.so', '*.log', '__pycache__', 'target', ''].join('\n'),
  );
  writeFileSync(join(root, 'nx.json'), '{ "options": {} }\n');
  const git = (...args: readonly string[]) => execa('git', args, { cwd: root });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
  await git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message=fixture');
  mkdirSync(join(folder, 'out'));
  return {
    folder,
    root,
    environments: {
      usual: await makeEnvironment(folder, 'usual'),
      minor: await makeEnvironment(folder, 'minor'),
    },
  };
}

async function makeEnvironment(folder: string, which: keyof typeof pythons): Promise<string> {
  const venv = join(folder, `venv-${which}`);
  const run = { env: childVariables(process.env, {}), extendEnv: false };
  await execa(toolchain().uv, ['venv', '--quiet', '--python', pythons[which], venv], run);
  const install = ['pip', 'install', '--quiet', '--python', join(venv, 'bin/python')];
  await execa(toolchain().uv, [...install, ...tools, ...backends], run);
  return venv;
}

/** Does the work in the state that the mutation leaves, and takes the mutation back. */
export async function inState<T>(
  { root, environments }: Laboratory,
  { edits }: Pick<Mutation, 'edits'>,
  work: (setting: Setting) => Promise<T>,
): Promise<T> {
  const variables: Record<string, string> = {};
  let venv = environments.usual;
  const machine = {
    setVariable: (name: string, value: string) => {
      variables[name] = value;
    },
    useOtherRustc: () => {
      variables['RUSTUP_TOOLCHAIN'] = 'nightly';
    },
    useOtherPython: () => {
      venv = environments.minor;
    },
  };
  try {
    applyEdits(root, edits satisfies readonly Edit[], machine);
    return await work({ python: join(venv, 'bin/python'), variables });
  } finally {
    revertFiles(root, edits);
  }
}
