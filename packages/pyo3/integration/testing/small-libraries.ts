import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { programOf } from './toolchain.ts';
import { makeEnvironment, workspaceOf, type Workspace } from './workspace.ts';

/**
 * A workspace of libraries whose extension is one number, which takes a third of a second to
 * compile: they use Python's C API without pyo3 around it. `<name>.value()` is 1 + what the crate
 * `shared` adds, which is 0. It has a `.venv` and locked crates.
 */
export function makeSmallLibraries(folder: string, names: readonly string[]): Promise<Workspace> {
  return workspaceOf(folder, async (root) => {
    await writeFiles(root, {
      'package.json': '{ "private": true }\n',
      '.gitignore': 'node_modules\n.nx\n.venv\n.nx-pyo3\ntarget\n__pycache__\n*.so\n',
      'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*", "libs/*"]\n',
      'crates/shared/Cargo.toml': manifest('shared'),
      'crates/shared/src/lib.rs': 'pub const ADDED: std::ffi::c_long = 0;\n',
      ...Object.assign({}, ...names.map(library)),
    });
    await execa('cargo', ['generate-lockfile'], { cwd: root });
    const git = (...args: readonly string[]) => execa('git', args, { cwd: root });
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
    await git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message=libraries');
    await makeEnvironment(join(root, '.venv'));
  });
}

/** What `<name>.value()` is, by the Python of the environment, in a process of its own. */
export async function valueOf({ path, root }: Workspace, name: string): Promise<string> {
  const python = programOf(path('.venv'), 'python');
  const call = `import ${name}; print(${name}.value())`;
  const { all } = await execa(python, ['-c', call], { cwd: root, all: true, reject: false });
  return all;
}

export const sourceOf = (name: string): string => `libs/${name}/src/lib.rs`;

async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

function manifest(name: string, more = ''): string {
  return `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\npublish = false\n${more}`;
}

function library(name: string): Readonly<Record<string, string>> {
  const folder = `libs/${name}`;
  return {
    [`${folder}/Cargo.toml`]: manifest(
      name,
      `
[lib]
name = "${name}_lib"
crate-type = ["cdylib"]

[dependencies]
pyo3-ffi = "0.30"
shared = { path = "../../crates/shared" }
`,
    ),
    [`${folder}/pyproject.toml`]: `[build-system]
requires = ["maturin>=1.9,<2"]
build-backend = "maturin"

[project]
name = "${name}"
version = "0.1.0"

[tool.maturin]
bindings = "pyo3-ffi"
module-name = "${name}._${name}"
python-source = "python"
`,
    [`${folder}/python/${name}/__init__.py`]: `from ${name} import _${name}


def value() -> int:
    return _${name}.value
`,
    [`${folder}/tests/test_${name}.py`]: `import ${name}


def test_value() -> None:
    assert ${name}.value() > 0
`,
    [sourceOf(name)]: `use pyo3_ffi::*;

static mut DEFINITION: PyModuleDef = PyModuleDef {
    m_name: c"_${name}".as_ptr(),
    ..EMPTY
};
const EMPTY: PyModuleDef = unsafe { std::mem::zeroed() };

#[no_mangle]
pub unsafe extern "C" fn PyInit__${name}() -> *mut PyObject {
    let definition = std::ptr::addr_of_mut!(DEFINITION);
    (*definition).m_base = PyModuleDef_HEAD_INIT;
    (*definition).m_size = -1;
    let module = PyModule_Create(definition);
    PyModule_AddIntConstant(module, c"value".as_ptr(), 1 + shared::ADDED);
    module
}
`,
  };
}
