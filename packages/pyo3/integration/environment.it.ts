import { existsSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { describeWithTools, itOnPosix } from './testing/describe-with-tools.ts';
import { pathWith } from './testing/limited-path.ts';
import { makeEmptyEnvironment, versionOf } from './testing/python-environment.ts';
import { fromCache } from './testing/task-report.ts';
import { programFolder, programOf, toolchain } from './testing/toolchain.ts';
import {
  makeWorkspace,
  runFolder,
  sharedRepository,
  type Variables,
  type Workspace,
} from './testing/workspace.ts';

describeWithTools('an environment that cannot be used', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace('rooted', { name: 'unusable', environment: false });
  });
  afterEach(() => workspace.remove('.venv'));
  const develop = (variables: Variables = {}) => workspace.nx(['run', 'rooted:develop'], variables);

  it('tells of a .venv without pyvenv.cfg, and does not replace it', async () => {
    await workspace.write('.venv/note.txt', 'mine');
    const { exitCode, output } = await develop();
    expect(exitCode).toBe(1);
    expect(output).toContain('The virtual environment .venv is broken: it has no pyvenv.cfg.');
    expect(output).toContain('→ Remove it with `rm -r .venv` and run this again.');
    expect(await workspace.read('.venv/note.txt')).toBe('mine');
  });

  itOnPosix('tells of a .venv whose Python was uninstalled [linux and macos only]', async () => {
    await workspace.write('.venv/pyvenv.cfg', 'home = /nowhere\n');
    const { exitCode, output } = await develop();
    expect(exitCode).toBe(1);
    expect(output).toContain(
      `is broken: there is no Python at ${workspace.path('.venv/bin/python')}`,
    );
  });

  it('tells of a VIRTUAL_ENV that does not exist', async () => {
    const { exitCode, output } = await develop({ VIRTUAL_ENV: workspace.path('gone') });
    expect(exitCode).toBe(1);
    expect(output).toContain('VIRTUAL_ENV names it, and it does not exist');
    expect(existsSync(workspace.path('.venv'))).toBe(false);
  });

  it('tells of an interpreter that does not exist', async () => {
    const { exitCode, output } = await workspace.nx([
      ...['run', 'rooted:develop', '--interpreter=no-such-python'],
    ]);
    expect(exitCode).toBe(1);
    expect(output).toContain('The option `interpreter` names "no-such-python"');
  });

  describe('with a requires-python that nothing satisfies', () => {
    const changed = 'requires-python = ">=3.99"';
    beforeAll(() => workspace.replace('pyproject.toml', 'requires-python = ">=3.9"', changed));

    it('tells what the .venv has and what the project needs', async () => {
      await makeEmptyEnvironment(join('unusable', '.venv'));
      const { exitCode, output } = await develop();
      expect(exitCode).toBe(1);
      expect(output).toMatch(/rooted needs Python >=3\.99, and \S+ is 3\.\d+/);
      expect(output).toContain('pyproject.toml');
    });

    itOnPosix('makes no .venv where it would be of no use [linux and macos only]', async () => {
      const path = await pathWith('only-python', ['python3', 'cargo', 'rustc', 'git']);
      const { exitCode, output } = await develop({ PATH: path });
      expect(exitCode).toBe(1);
      expect(output).toContain('Python >=3.99 is needed to make the virtual environment');
      expect(existsSync(workspace.path('.venv'))).toBe(false);
    });
  });
});

describeWithTools('an environment that is not there yet', () => {
  itOnPosix.each([
    ['uv', true],
    ['python -m venv', false],
  ])('is made with %s [linux and macos only]', async (_program, withUv) => {
    const workspace = await makeWorkspace('repository', {
      name: withUv ? 'made-by-uv' : 'made-by-venv',
      environment: false,
    });
    const path = await pathWith('without-uv', ['python3', 'git', 'cargo', 'rustc']);
    const folders = withUv ? [path, programFolder(toolchain().venv)] : [path];
    const { exitCode, output } = await workspace.nx(['run', 'notes-only:develop'], {
      PATH: folders.join(delimiter),
    });
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('Creating the virtual environment');
    const python = programOf(workspace.path('.venv'), 'python');
    const call = ['-c', 'import notes_only; print(notes_only.shout("hi"))'];
    expect((await execa(python, call)).stdout).toBe('HI!');
  });
});

describeWithTools('an environment that a target names with the option `interpreter`', () => {
  /** It prints the version of Python, as far as `sitecustomize` lets it. */
  const runTests = 'import sys; print("tests ran on %d.%d" % sys.version_info[:2])\n';
  const claim = 'import sys; sys.version_info = (3, 99, 0, "final", 0)\n';

  /** An environment without pip, since the tests need a module `pytest` only. */
  async function makeAnew(workspace: Workspace, modules: Readonly<Record<string, string>>) {
    await workspace.remove('envs/py');
    const prefix = workspace.path('envs/py');
    await execa(toolchain().python, ['-m', 'venv', '--without-pip', prefix]);
    const ask = ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'];
    const { stdout } = await execa(programOf(prefix, 'python'), ask);
    for (const [name, text] of Object.entries(modules)) {
      await workspace.write(relative(workspace.root, join(stdout, name)), text);
    }
  }

  it('is in the key by its Python: made again with another one, the tests run again', async () => {
    const workspace = await makeWorkspace('repository', { name: 'named', environment: false });
    const pytest = { dependsOn: [], options: { interpreter: 'envs/py' } };
    await workspace.write('layouts/notes/project.json', JSON.stringify({ targets: { pytest } }));
    const run = async () => (await workspace.nx(['run', 'notes-only:pytest'])).output;
    await makeAnew(workspace, { 'pytest.py': runTests });
    expect(await run()).toMatch(/tests ran on 3\.(?!99)/);
    expect(fromCache(await run())).toEqual(['notes-only:pytest']);

    await makeAnew(workspace, { 'pytest.py': runTests, 'sitecustomize.py': claim });
    expect(await run()).toContain('tests ran on 3.99');
  });
});

describeWithTools('a missing or too old Rust', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sharedRepository();
  });
  const task = ['run', 'facts:cargo-test'];
  const manifest = 'by-hand/facts/Cargo.toml';

  itOnPosix('no cargo on the PATH [linux and macos only]', async () => {
    const path = await pathWith('no-cargo', ['git']);
    const { exitCode, output } = await workspace.nx([...task, '--skipNxCache'], { PATH: path });
    expect(exitCode).toBe(1);
    expect(output).toContain('cargo is needed, and it is not installed.');
    expect(output).toContain('→ Install Rust with');
  });

  it('a rust-version above that of rustc', async () => {
    await workspace.replace(
      manifest,
      'edition = "2021"',
      'edition = "2021"\nrust-version = "1.999"',
    );
    const { exitCode, output } = await workspace.nx(task);
    await workspace.replace(manifest, '\nrust-version = "1.999"', '');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/Rust 1\.\d+\.\d+ is older than 1\.999, which the crate facts needs\./);
    expect(output).toContain(manifest);
    expect(output).toContain('rustup update');
  });

  it('no C linker', async () => {
    const { stdout } = await execa('rustc', ['-vV']);
    const [, triple = ''] = /^host: (\S+)$/m.exec(stdout) ?? [];
    const name = `CARGO_TARGET_${triple.toUpperCase().replaceAll('-', '_')}_LINKER`;
    const { exitCode, output } = await workspace.nx(task, {
      [name]: 'no-such-linker',
      CARGO_TARGET_DIR: join(runFolder(), 'target-without-linker'),
    });
    expect(exitCode).toBe(1);
    expect(output).toContain('Rust needs the linker no-such-linker, and it is not installed.');
  });
});

describeWithTools('variables that would lead to another Python', () => {
  let workspace: Workspace;
  const task = ['run', 'sourced-count:develop'];
  beforeAll(async () => {
    workspace = await sharedRepository();
    expect(await workspace.nx(task)).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['VIRTUAL_ENV beside CONDA_PREFIX', { VIRTUAL_ENV: '.venv', CONDA_PREFIX: '/opt/conda' }],
    ['UV_PYTHON', { UV_PYTHON: '/nowhere/python' }],
    ['PYTHONPATH and PYTHONHOME', { PYTHONPATH: '/nowhere', PYTHONHOME: '/nowhere' }],
    ['PYO3_PYTHON', { PYO3_PYTHON: '/nowhere/python' }],
  ])(
    '%s: the project is installed into its own environment, and pyo3 is not compiled again',
    async (_what, variables) => {
      // What comes from the cache would show again what was said when pyo3 was compiled.
      const again = ['--skipNxCache', '--outputStyle=stream'];
      const { exitCode, output } = await workspace.nx([...task, ...again], variables);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toContain('Finished `dev-ext` profile');
      expect(output).not.toContain('Compiling pyo3');
    },
  );
});

interface Found {
  readonly path: string;
  readonly version_parts: { readonly major: number; readonly minor: number };
}

/** An installed CPython of another minor version than that of the tests; else that one. */
async function anotherPython(): Promise<string> {
  const { uv, python } = toolchain();
  const args = ['python', 'list', '--only-installed', '--output-format', 'json'];
  const { stdout } = await execa(uv, args);
  const own = await versionOf(python);
  const minors = [12, 13, 11, 10, 14].filter((minor) => !own.startsWith(`3.${minor}.`));
  const found = (JSON.parse(stdout) as readonly Found[]).filter(
    ({ path, version_parts }) => minors.includes(version_parts.minor) && existsSync(path),
  );
  return found[0]?.path ?? python;
}

describeWithTools('cargo test with another interpreter', () => {
  it('starts the Python that it was compiled for', async () => {
    const workspace = await sharedRepository();
    const python = await anotherPython();
    const { venv } = await makeEmptyEnvironment('another-python', python);
    const args = [`--interpreter=${venv}`, '--', '--', '--nocapture', 'python'];
    const { exitCode, output } = await workspace.nx(['run', 'sourced-count:cargo-test', ...args]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain(`embedded Python ${(await versionOf(python)).split('\n')[0]}`);
  });
});
