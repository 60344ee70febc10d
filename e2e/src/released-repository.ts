const extension = (name: string, dependencies: string) => `[package]
name = "${name}-x"
version = "0.1.0"
edition.workspace = true
publish = false

[lib]
name = "${name}_x"
crate-type = ["cdylib"]

[dependencies]
${dependencies}pyo3.workspace = true
`;
const module = (name: string, value: string) => `#[pyo3::pymodule]
mod ${name}_x {
    #[pyo3::pyfunction]
    fn one() -> i32 {
        ${value}
    }
}
`;
const crate = (name: string, version: string) => `[package]
name = "${name}"
${version}
edition.workspace = true
license = "MIT"
description = "A crate of the tests."
`;
const project = (name: string, rest: string) => `
[project]
name = "${name}-x"
requires-python = ">=3.9"
${rest}`;
const maturin = `[build-system]
requires = ["maturin>=1.16,<2"]
build-backend = "maturin"
`;
const fromWorkspace = '\n[tool.uv.sources]\ndyn-x = { workspace = true }\n';

/** Where the tests publish. */
export interface Indexes {
  readonly cargo: string;
  readonly simple: string;
  readonly upload: string;
}

/**
 * Two maturin libraries that share a crate, with a dynamic and a static version; a Python package with a
 * range; two crates with one version; a setuptools-rust library.
 */
export function releasedRepository({
  cargo,
  simple,
  upload,
}: Indexes): Readonly<Record<string, string>> {
  return {
    '.gitignore':
      'node_modules\n.nx/cache\n.nx/workspace-data\ntarget\ndist\n.venv\n*.so\n*.egg-info\n',
    '.cargo/config.toml': `[registries.local]\nindex = "sparse+${cargo}/index/"\n`,
    'Cargo.toml': `[workspace]
members = ["crates/*", "libs/dyn", "libs/stat", "libs/setup"]
resolver = "3"

[workspace.package]
version = "0.1.0"
edition = "2024"

[workspace.dependencies]
# The comment stays.
core-x = { path = "crates/core", version = "0.1.0", registry = "local" }
pyo3 = "0.30"
`,
    'crates/core/Cargo.toml': crate('core-x', 'version = "0.1.0"'),
    'crates/core/src/lib.rs': 'pub fn one() -> i32 {\n    1\n}\n',
    'crates/pair-a/Cargo.toml': crate('pair-a', 'version.workspace = true'),
    'crates/pair-a/src/lib.rs': '',
    'crates/pair-b/Cargo.toml': `${crate('pair-b', 'version.workspace = true')}
[dependencies]
pair-a = { path = "../pair-a", version = "0.1.0", registry = "local" }
`,
    'crates/pair-b/src/lib.rs': '',
    'libs/dyn/Cargo.toml': extension('dyn', 'core-x.workspace = true\n'),
    'libs/dyn/src/lib.rs': module('dyn', 'core_x::one()'),
    'libs/dyn/pyproject.toml': `${maturin}${project('dyn', 'dynamic = ["version"]\n')}`,
    'libs/stat/Cargo.toml': extension('stat', 'core-x.workspace = true\n'),
    'libs/stat/src/lib.rs': module('stat', 'core_x::one()'),
    'libs/stat/pyproject.toml': `${maturin}${project('stat', 'version = "0.1.0"\ndependencies = ["dyn-x~=0.1.0"]\n')}${fromWorkspace}`,
    'libs/setup/Cargo.toml': extension('setup', ''),
    'libs/setup/src/lib.rs': module('setup', '1'),
    'libs/setup/pyproject.toml': `[build-system]
requires = ["setuptools>=77", "setuptools-rust>=1.11"]
build-backend = "setuptools.build_meta"
${project('setup', 'version = "0.1.0"\n')}
[tool.setuptools]
packages = []

[[tool.setuptools-rust.ext-modules]]
target = "setup_x"
`,
    'libs/plain/pyproject.toml': `[build-system]
requires = ["uv_build>=0.9,<1"]
build-backend = "uv_build"
${project('plain', 'version = "0.1.0"\ndependencies = ["dyn-x>=0.1,<1"] # a range\n')}${fromWorkspace}`,
    'libs/plain/src/plain_x/__init__.py': 'from dyn_x import one\n\n__all__ = ["one"]\n',
    'pyproject.toml': `[project]
name = "workspace"
version = "0"
requires-python = ">=3.9"

[tool.uv]
package = false

[tool.uv.workspace]
members = ["libs/*"]

[[tool.uv.index]]
name = "local"
url = "${simple}"
publish-url = "${upload}"
explicit = true
`,
  };
}
