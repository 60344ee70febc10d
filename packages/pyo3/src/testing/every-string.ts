import { lockFilesAndSettings } from './every-string-of-locks.ts';
import type { Files } from './hostile.ts';

/**
 * A repository whose manifests and lock files have a string wherever the plugin reads one: names that a
 * table has as keys are quoted as well.
 */
export const repositoryOfStrings: Files = {
  'Cargo.toml': `[workspace]
members = ["ext", "core", "tool"]
exclude = ["other"]
default-members = ["core"]
[workspace.package]
version = "1.0.0"
edition = "2021"
rust-version = "1.80"
readme = "README.md"
license-file = "LICENSE"
[workspace.dependencies]
"core" = { path = "core", version = "1", features = ["fast"] }
"serde" = "1"
[profile."quick"]
inherits = "release"
[patch."crates-io"]
"serde" = { path = "serde" }
`,
  'README.md': '',
  LICENSE: '',
  'core/Cargo.toml': `[package]
name = "core"
version = "1.0.0"
edition = "2021"
links = "native"
build = "build.rs"
license-file = "LICENSE"
readme = "README.md"
[package.metadata."docs.rs"]
features = ["fast"]
[lib]
name = "core_lib"
path = "src/lib.rs"
crate-type = ["rlib"]
[features]
default = ["fast"]
"fast" = ["serde/std"]
"slow" = []
[dependencies]
"serde" = { version = "1", optional = true, features = ["derive"], registry = "mine" }
"renamed" = { package = "rand", version = "0.8" }
[target."cfg(unix)".dependencies]
"libc" = "0.2"
[build-dependencies]
"cc" = "1"
`,
  'core/src/lib.rs': '#[test]\nfn a() {}\n',
  'core/build.rs': 'fn main() {}\n',
  'tool/Cargo.toml': `[package]
name = "tool"
version = { workspace = true }
[[bin]]
name = "program"
path = "src/program.rs"
required-features = ["extra"]
[[test]]
name = "checks"
path = "tests/checks.rs"
[[example]]
name = "shown"
path = "examples/shown.rs"
[[bench]]
name = "timed"
path = "benches/timed.rs"
[features]
"extra" = ["core/fast"]
[dependencies]
"core" = { path = "../core" }
[dev-dependencies]
"elsewhere" = { git = "https://example.org/elsewhere", branch = "main" }
[replace]
"foo:0.1.0" = { path = "../foo" }
`,
  'tool/src/program.rs': 'fn main() {}\n',
  'ext/Cargo.toml': `[package]
name = "ext"
version = "1.0.0"
edition = "2021"
[lib]
name = "_ext"
crate-type = ["cdylib"]
[features]
"abi" = ["pyo3/abi3-py39"]
[dependencies]
"pyo3" = { version = "0.28", features = ["extension-module"] }
"core" = { workspace = true }
`,
  'ext/src/lib.rs': '',
  'ext/pyproject.toml': `[build-system]
requires = ["maturin>=1.9"]
build-backend = "maturin"
[project]
name = "ext"
version = "1.0.0"
description = "text"
requires-python = ">=3.9"
dynamic = ["classifiers"]
classifiers = ["Programming Language :: Python"]
dependencies = ["numpy>=2", "plain[fast]; python_version > '3'"]
readme = "README.md"
license-files = ["LICENSE"]
[project.optional-dependencies]
"test" = ["pytest"]
[project.scripts]
"run" = "ext:main"
[project.gui-scripts]
"show" = "ext:show"
[project.entry-points."ext.plugins"]
"one" = "ext:one"
[project.urls]
"Home" = "https://example.org"
[dependency-groups]
"dev" = ["mypy", { include-group = "lint" }]
"lint" = ["ruff"]
[tool.maturin]
module-name = "ext._ext"
python-source = "python"
features = ["pyo3/extension-module", "abi"]
bindings = "pyo3"
profile = "quick"
compatibility = "manylinux2014"
include = ["data/*.txt", { path = "more/*", format = "sdist" }]
exclude = ["data/no.txt"]
config = ["build.rustflags"]
rustc-args = ["-Copt-level=2"]
[tool.cibuildwheel]
build = ["cp312-*", "cp313-*"]
skip = "*-musllinux_*"
enable = ["pypy"]
test-requires = ["pytest"]
test-command = "pytest"
[tool.cibuildwheel.linux]
archs = ["x86_64"]
manylinux-x86_64-image = "manylinux_2_28"
[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = "-c other.ini"
pythonpath = ["src"]
[tool.ruff]
extend = "../ruff.toml"
src = ["python"]
[tool.mypy]
files = ["python"]
mypy_path = "stubs"
[tool.pyright]
include = ["python"]
extraPaths = ["stubs"]
[tool.uv]
"default-groups" = ["dev"]
cache-keys = [{ file = "x.txt" }, { env = "X" }, { git = { commit = true } }]
constraint-dependencies = ["idna<4"]
override-dependencies = ["six<2"]
index-url = "https://example.org/simple"
[tool.uv.sources]
"plain" = { workspace = true }
"numpy" = { path = "../numpy" }
[tool.nx-pyo3]
inputs = ["../data/**/*"]
`,
  'ext/python/ext/__init__.py': 'import plain\n',
  'ext/tests/test_it.py': '',
  'pyproject.toml': `[tool.uv.workspace]
members = ["ext", "plain"]
exclude = ["other"]
[tool.ruff]
extend-exclude = ["gen"]
[tool.coverage.run]
source = ["ext"]
`,
  'plain/pyproject.toml': `[build-system]
requires = ["setuptools", "setuptools-rust"]
build-backend = "setuptools.build_meta"
backend-path = ["backend"]
[project]
name = "plain"
dynamic = ["version"]
license = { file = "LICENSE" }
[project.optional-dependencies]
"fast" = ["six"]
[[tool.setuptools-rust.ext-modules]]
target = "plain._rust"
path = "rust/Cargo.toml"
features = ["fast"]
binding = "PyO3"
args = ["--locked"]
rust-version = ">=1.70"
[tool.setuptools]
package-dir = { "" = "src" }
[tool.setuptools.packages.find]
where = ["src"]
[tool.setuptools.package-data]
"plain" = ["*.txt"]
[tool.setuptools.dynamic]
version = { attr = "plain.version" }
[tool.poetry]
name = "plain"
`,
  'plain/src/plain/__init__.py': '',
  'plain/tests/test_it.py': 'import plain\n',
  'plain/rust/Cargo.toml': `[package]
name = "plain-rust"
version = "1.0.0"
[lib]
name = "plain_rust"
crate-type = ["cdylib"]
[features]
"fast" = []
[dependencies]
"pyo3" = "0.28"
[workspace]
`,
  'plain/rust/src/lib.rs': '',
  ...lockFilesAndSettings,
};
