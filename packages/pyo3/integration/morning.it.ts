import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { makeRustcRecorder, type RustcRecorder } from '../../../e2e/src/rustc-recorder.ts';
import { childVariables } from './testing/child-variables.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { programFolder, toolchain } from './testing/toolchain.ts';
import { makeEnvironment, runFolder, workspaceOf, type Workspace } from './testing/workspace.ts';

interface Step {
  readonly what: string;
  readonly run: () => Promise<unknown>;
  /** How often each was compiled. */
  readonly pyo3: number;
  readonly library: number;
  readonly why: string;
}

const source = 'src/lib.rs';

describeWithTools('a morning', () => {
  let workspace: Workspace;
  let recorder: RustcRecorder;

  beforeAll(async () => {
    workspace = await workspaceOf('morning', fill);
    const folder = join(runFolder(), 'recorder');
    await mkdir(folder);
    const run = async (program: string, ...args: readonly string[]) => {
      await execa(program, args, { cwd: folder });
    };
    recorder = await makeRustcRecorder({ folder, run });
    await makeEnvironment(workspace.path('.venv'));
  });

  // The target folder is where cargo puts it; optimised code would take long to compile.
  const variables = () => ({
    ...recorder.variables,
    CARGO_TARGET_DIR: undefined,
    CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
  });
  const nx = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, output } = await workspace.nx(['run', ...args], variables());
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  };
  /** Without the plugin, in the terminal of a person. */
  const type = (program: string, ...args: readonly string[]) => {
    const env = childVariables(process.env, {
      ...variables(),
      CARGO_PROFILE_DEV_DEBUG: '0',
      PATH: [programFolder(toolchain().venv), process.env['PATH']].join(delimiter),
    });
    return execa(program, args, { cwd: workspace.root, env, extendEnv: false });
  };
  let number = 1;
  const edit = async (): Promise<void> => {
    await workspace.replace(source, `number + ${number}`, `number + ${number + 1}`);
    number += 1;
  };

  const editAndRun = async (...targets: readonly string[]): Promise<void> => {
    await edit();
    for (const target of targets) await nx(`busy:${target}`);
  };
  /** rust-analyzer with the folder of its own that docs/troubleshooting.md advises. */
  const checkAsEditor = () =>
    type('cargo', 'check', '--all-targets', '--target-dir', 'target/rust-analyzer');

  const steps: readonly Step[] = [
    {
      what: 'develop',
      run: () => nx('busy:develop'),
      ...{ pyo3: 1, library: 1, why: 'nothing is there yet, in profile dev-ext' },
    },
    {
      what: 'cargo test',
      run: () => nx('busy:cargo-test'),
      ...{ pyo3: 1, library: 1, why: 'another profile, with a folder of its own' },
    },
    {
      what: 'clippy',
      run: () => nx('busy:lint'),
      ...{ pyo3: 1, library: 2, why: 'what is checked is not compiled; the library and its tests' },
    },
    {
      what: 'an edit, and develop',
      run: () => editAndRun('develop'),
      ...{ pyo3: 0, library: 1, why: 'pyo3 reads nothing of the library' },
    },
    {
      what: 'pytest',
      run: () => nx('busy:pytest'),
      ...{ pyo3: 0, library: 0, why: 'the extension is that of develop' },
    },
    {
      what: 'a wheel',
      run: () => nx('busy:build'),
      ...{ pyo3: 1, library: 1, why: 'the profile release' },
    },
    {
      what: 'cargo check, as an editor does',
      run: checkAsEditor,
      ...{ pyo3: 1, library: 2, why: 'a target folder of its own' },
    },
    {
      what: 'an edit, and develop, cargo test, clippy and a wheel',
      run: () => editAndRun('develop', 'cargo-test', 'lint', 'build'),
      ...{ pyo3: 0, library: 5, why: 'none of them has undone the work of another' },
    },
    {
      what: 'cargo check once more',
      run: checkAsEditor,
      ...{ pyo3: 0, library: 2, why: 'nothing of ours is in that folder' },
    },
    {
      what: 'develop in a second environment',
      run: async () => {
        await makeEnvironment(join(runFolder(), 'second'));
        await nx('busy:develop', `--interpreter=${join(runFolder(), 'second')}`);
      },
      ...{
        pyo3: 0,
        library: 0,
        why: 'its Python has the same ABI, so it takes the same extension',
      },
    },
    {
      what: 'uv run',
      run: () => type(toolchain().uv, 'run', 'python', '-c', 'import busy'),
      ...{
        pyo3: 1,
        library: 1,
        why: 'uv builds by itself, in profile dev, without PYO3_CONFIG_FILE',
      },
    },
    {
      what: 'an edit, and cargo test and clippy',
      run: () => editAndRun('cargo-test', 'lint'),
      ...{ pyo3: 2, library: 3, why: 'that build of uv took the place of ours in target/debug' },
    },
    {
      what: 'an edit, and all of them',
      run: () => editAndRun('develop', 'cargo-test', 'pytest', 'lint', 'build'),
      ...{ pyo3: 0, library: 5, why: 'nothing else was undone by uv' },
    },
    {
      what: 'uv run with a profile of its own, as docs/troubleshooting.md advises',
      run: async () => {
        const profile = '\n[profile.uv]\ninherits = "dev"\n';
        await workspace.write('Cargo.toml', `${await workspace.read('Cargo.toml')}${profile}`);
        await workspace.replace(
          'pyproject.toml',
          'editable-profile = "dev"',
          'editable-profile = "uv"',
        );
        await type(toolchain().uv, 'run', 'python', '-c', 'import busy');
      },
      ...{ pyo3: 1, library: 1, why: 'the profile uv, in a folder of its own' },
    },
    {
      what: 'an edit, and once more all of them',
      run: () => editAndRun('develop', 'cargo-test', 'pytest', 'lint', 'build'),
      ...{ pyo3: 0, library: 5, why: 'uv has undone nothing' },
    },
  ];

  it.each(steps)('$what: pyo3 $pyo3 times, the library $library times; $why', async (step) => {
    await recorder.forget();
    await step.run();
    const compiled = await recorder.compiled();
    const count = (crate: string) => compiled.filter((name) => name === crate).length;
    expect({ pyo3: count('pyo3'), ffi: count('pyo3_ffi'), library: count('busy') }).toEqual({
      pyo3: step.pyo3,
      ffi: step.pyo3,
      library: step.library,
    });
  });
});

async function fill(root: string): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  await execa('cargo', ['generate-lockfile'], { cwd: root });
  await execa('git', ['init', '--quiet'], { cwd: root });
}

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true }\n',
  '.gitignore': 'node_modules\n.nx\n.venv\n.nx-pyo3\ntarget\n__pycache__\n*.so\ndist\n',
  'Cargo.toml': `[package]
name = "busy"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
pyo3 = "0.30"
`,
  'pyproject.toml': `[build-system]
requires = ["maturin>=1.9,<2"]
build-backend = "maturin"

[project]
name = "busy"
version = "0.1.0"
requires-python = ">=3.9"

[tool.maturin]
editable-profile = "dev"
module-name = "busy._busy"
python-source = "python"
`,
  'python/busy/__init__.py': 'from busy._busy import more\n\n__all__ = ["more"]\n',
  'tests/test_busy.py':
    'from busy import more\n\n\ndef test_more() -> None:\n    assert more(1) > 1\n',
  [source]: `#[pyo3::pymodule]
mod _busy {
    use pyo3::prelude::*;

    #[pyfunction]
    fn more(number: i64) -> i64 {
        number + 1
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts() {
        assert_eq!(1 + 1, 2);
    }
}
`,
};
