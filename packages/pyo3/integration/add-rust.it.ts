import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRustGenerator } from '../src/generators/add-rust/generator.ts';
import { writeTree } from './constructs/libraries.ts';
import { complaints, libpython, pythonOf, run } from './generated/tools.ts';

let root: string;
let venv: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-add-rust-'));
  venv = join(root, 'venv');
  expect(complaints('uv', ['venv', '--quiet', venv], { cwd: root })).toBeUndefined();
  expect(uv(root, 'install', 'pytest')).toBeUndefined();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const uv = (cwd: string, command: string, ...args: readonly string[]) =>
  complaints('uv', ['pip', command, '--quiet', '--python', pythonOf(venv), ...args], { cwd });
const environment = () => ({
  CARGO_TARGET_DIR: process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'),
  CARGO_PROFILE_DEV_DEBUG: '0',
});
const tool = (cwd: string, program: string, ...args: readonly string[]) =>
  complaints(program, args, { cwd, venv, env: environment() });

/** Modules and data of the one wheel in a folder, without what says how it was made. */
function wheelFiles(folder: string): readonly string[] {
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '';
  const list = 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))';
  const { text } = run(pythonOf(venv), ['-c', list, join(folder, wheel)], { cwd: folder });
  return text
    .split(/\r?\n/)
    .filter((name) => name !== '' && !name.endsWith('/') && !/\.dist-info\/|\.sbom/.test(name))
    .sort();
}

const code = {
  '__init__.py': '"""Greets."""\n\n__version__ = "1.2.0"\n',
  'inner/__init__.py': 'def main() -> None:\n    print("hello")\n',
  'words.json': '["hello"]\n',
};
const tests = (name: string) => `import json
import subprocess
from importlib.metadata import version
from importlib.resources import files

import ${name}


def test_version() -> None:
    assert version("${name}") == ${name}.__version__ == "1.2.0"


def test_data() -> None:
    assert json.loads(files(${name}).joinpath("words.json").read_text()) == ["hello"]


def test_program() -> None:
    assert subprocess.check_output(["${name}-hello"], text=True).strip() == "hello"
`;
const metadata = (name: string) => `[project]
name = "${name}"
requires-python = ">=3.9"
dynamic = ["version"]

[project.scripts]
${name}-hello = "${name}.inner:main"
`;

const projects = [
  {
    name: 'hatched',
    folder: 'src',
    settings: `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.version]
path = "src/hatched/__init__.py"

[tool.hatch.build.targets.wheel]
packages = ["src/hatched"]
`,
  },
  {
    name: 'settled',
    folder: '.',
    settings: `[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
packages = ["settled", "settled.inner"]
package-data = { settled = ["*.json"] }

[tool.setuptools.dynamic]
version = { attr = "settled.__version__" }
`,
  },
] as const;

describe.each(projects)('$name, a package that gets Rust', ({ name, folder, settings }) => {
  it('passes its own tests before and after, and has the same files in its wheel', async () => {
    const repository = join(root, name);
    const project = join(repository, 'libs', name);
    const tree = createTreeWithEmptyWorkspace();
    tree.write(`libs/${name}/pyproject.toml`, `${metadata(name)}\n${settings}`);
    tree.write(`libs/${name}/tests/test_${name}.py`, tests(name));
    for (const [file, text] of Object.entries(code)) {
      tree.write(join(`libs/${name}`, folder, name, file), text);
    }
    writeTree(tree, repository);
    const own = ['-m', 'pytest', '-q', '--import-mode=importlib', `tests/test_${name}.py`];
    expect(
      tool(project, 'uv', 'build', '--quiet', '--wheel', '--out-dir', 'before'),
    ).toBeUndefined();
    expect(uv(project, 'install', '.')).toBeUndefined();
    expect(tool(project, pythonOf(venv), ...own)).toBeUndefined();
    expect(uv(project, 'uninstall', name)).toBeUndefined();

    await addRustGenerator(tree, { project: name, skipFormat: true });
    writeTree(tree, repository);
    expect(tool(project, 'maturin', 'develop', '--quiet')).toBeUndefined();
    expect(tool(project, pythonOf(venv), ...own)).toBeUndefined();
    expect(
      tool(project, pythonOf(venv), '-m', 'pytest', '-q', '--import-mode=importlib'),
    ).toBeUndefined();
    expect(
      tool(project, 'maturin', 'build', '--quiet', '--profile=dev', '--out=after'),
    ).toBeUndefined();
    const before = wheelFiles(join(project, 'before'));
    const after = wheelFiles(join(project, 'after'));
    const added = after.filter((file) => !before.includes(file));
    expect(before.filter((file) => !after.includes(file))).toEqual([]);
    expect(added).toEqual([
      expect.stringMatching(new RegExp(`^${name}/_${name}\\..+\\.(so|pyd)$`)),
      `${name}/_${name}.pyi`,
    ]);
    const crate = run('cargo', ['test', '--quiet'], {
      cwd: join(project, 'rust'),
      venv,
      env: { ...environment(), ...libpython(venv) },
    });
    expect(crate).toMatchObject({ code: 0 });
  });
});
