import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, it } from '@jest/globals';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeEnvironment, workspaceOf, type Workspace } from './testing/workspace.ts';

/** As `maturin new` wrote it some years ago. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true }\n',
  '.gitignore': 'node_modules\n.nx\n.venv\n.nx-pyo3\ntarget\n__pycache__\n*.so\ndist\n',
  'Cargo.toml': `[package]
name = "former"
version = "0.1.0"
edition = "2021"

[lib]
name = "former"
crate-type = ["cdylib"]

[dependencies]
pyo3 = { version = "0.30", features = ["extension-module"] }
`,
  'pyproject.toml': `[build-system]
requires = ["maturin>=1.5,<2.0"]
build-backend = "maturin"

[project]
name = "former"
version = "0.1.0"
requires-python = ">=3.9"

[tool.maturin]
features = ["pyo3/extension-module"]
`,
  'former/__init__.py': 'from .former import twice\n\n__all__ = ["twice"]\n',
  'tests/test_former.py':
    'from former import twice\n\n\ndef test_twice() -> None:\n    assert twice(4) == 8\n',
  'src/lib.rs': `use pyo3::prelude::*;

#[pyfunction]
fn twice(number: i64) -> i64 {
    number * 2
}

#[pymodule]
fn former(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(twice, m)?)
}

#[cfg(test)]
mod tests {
    use pyo3::prelude::*;

    #[test]
    fn starts_python() {
        Python::initialize();
        Python::attach(|py| assert_eq!(py.version_info().major, 3));
    }
}
`,
};

describeWithTools('a project of some years ago', () => {
  let workspace: Workspace;
  const nx = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, output } = await workspace.nx(args);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    return output;
  };

  beforeAll(async () => {
    workspace = await workspaceOf('former', async (root) => {
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, file)), { recursive: true });
        await writeFile(join(root, file), text);
      }
      await execa('cargo', ['generate-lockfile'], { cwd: root });
      await execa('git', ['init', '--quiet'], { cwd: root });
      await makeEnvironment(join(root, '.venv'));
    });
  });

  it('is changed by no dry run, which shows the plan', async () => {
    const output = await nx('g', 'pyo3:convert', 'former', '--dry-run', '--no-interactive');
    expect(output).toContain('module-name: pyproject.toml: the extension is former.former');
    expect(output).toContain('UPDATE Cargo.toml');
    expect(await workspace.read('Cargo.toml')).toBe(files['Cargo.toml']);
  });

  it('passes its tests when it is converted, those of Rust as well, and has a wheel', async () => {
    await nx('g', 'pyo3:convert', 'former', '--no-interactive');
    expect(await workspace.read('Cargo.toml')).not.toContain('extension-module');
    expect(await nx('run', 'former:test')).toMatch(
      /1 passed[^]*test result: ok|test result: ok[^]*1 passed/,
    );
    await nx('run', 'former:build');
  });
});
