import type { Workspace } from '../testing/workspace.ts';

/**
 * Adds `numeric`: it needs numpy, has the stable ABI, and what Cargo.toml says of it is all that it
 * says of itself. Its crate is a workspace of its own.
 */
export async function addNumericLibrary({ write }: Workspace): Promise<void> {
  const folder = 'numeric';
  await write(
    `${folder}/Cargo.toml`,
    `[package]
name = "numeric"
version = "2.0.0-beta.1"
description = "Numbers"
license = "MIT"
authors = ["Ada <ada@example.com>"]
edition = "2021"
readme = "README.md"

[lib]
name = "numeric"
crate-type = ["cdylib"]

[dependencies]
pyo3-ffi = { version = "0.30", features = ["abi3-py39"] }

[workspace]
`,
  );
  await write(`${folder}/README.md`, '# Numbers\n');
  await write(
    `${folder}/pyproject.toml`,
    `[build-system]
requires = ["maturin>=1.9.4,<2"]
build-backend = "maturin"

[project]
name = "numeric"
dynamic = ["version", "description", "readme", "license", "authors"]
requires-python = ">=3.9"
dependencies = ["numpy"]

[project.optional-dependencies]
more = ["iniconfig"]

[tool.maturin]
bindings = "pyo3-ffi"
module-name = "numeric._numeric"
python-source = "python"
`,
  );
  await write(
    `${folder}/python/numeric/__init__.py`,
    `import numpy

from numeric import _numeric

one = numpy.int64(_numeric.one)
`,
  );
  await write(
    `${folder}/src/lib.rs`,
    `use pyo3_ffi::*;

static mut DEFINITION: PyModuleDef = PyModuleDef {
    m_name: c"_numeric".as_ptr(),
    ..EMPTY
};
const EMPTY: PyModuleDef = unsafe { std::mem::zeroed() };

#[no_mangle]
pub unsafe extern "C" fn PyInit__numeric() -> *mut PyObject {
    let definition = std::ptr::addr_of_mut!(DEFINITION);
    (*definition).m_base = PyModuleDef_HEAD_INIT;
    (*definition).m_size = -1;
    let module = PyModule_Create(definition);
    PyModule_AddIntConstant(module, c"one".as_ptr(), 1);
    module
}
`,
  );
}
