/** Manifests, locks and sources that are changed at random by what parsers stumble over. */
import type { Below } from './random-text.ts';

const bits: readonly string[] = [
  ...['"', "'", '"""', '[', ']', '{', '}', '=', '.', '\n', '\\', '\\e', '\\u0000', '#', ',', ' '],
  ...['__proto__', 'constructor', 'prototype', '[__proto__]\n', '\na = "\\e"\n__proto__.p = 1\n'],
  ...['*', '**/', '../', '/', '[z-a]', '[!', '*a*a*a*a*b', '{a,b}', '!', '\t', '\r', '\u2028'],
  ...['\ud800', '😀', '\0', '\u001b[2J', '\\n::warning::', '0', '-', '-1', '1e999', '0x', 'nan'],
  ...['1979-05-27', 'true', '[]', '{}', '""', '[[', ']]', 'name', 'workspace', ';', '@', '>=', '('],
  ...[')', 'import x', 'from . import ', '{ workspace = true }', '{ include-group = "dev" }'],
];

/** One to four pieces are taken out, copied to another place or replaced. */
export function spoiled(text: string, below: Below): string {
  let result = text;
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const anywhere = below(result.length + 1);
    // Half of the changes are at the start of a line, where they are keys and headers.
    const at = below(2) === 0 ? anywhere : result.lastIndexOf('\n', anywhere) + 1;
    const from = below(result.length + 1);
    const length = below(4) === 0 ? below(30) : 0;
    const bit = bits[below(bits.length)] ?? '';
    const edits = [
      () => result.slice(0, at) + result.slice(at + 1 + below(20)),
      () => result.slice(0, at) + result.slice(from, from + below(40)) + result.slice(at),
      () => result.slice(0, at) + bit + result.slice(at + length),
      () => result.slice(0, at) + bit.repeat(1 + below(200)) + result.slice(at),
    ];
    result = edits[below(edits.length)]?.() ?? result;
  }
  return result;
}

/** Each file uses much of what is read from its kind. */
export const whole: Readonly<Record<string, string>> = {
  'Cargo.toml': `[package]
name = "x"
version = "1.0.0"
edition = "2021"
[lib]
name = "_x"
crate-type = ["cdylib"]
[workspace]
members = ["libs/*", "a/**"]
exclude = ["b"]
[workspace.dependencies]
pyo3 = "0.28"
[dependencies]
pyo3 = { workspace = true, features = ["abi3"] }
y = { path = "libs/y" }
[target.'cfg(unix)'.dependencies]
z = "1"
[patch.crates-io]
z = { path = "z" }
[replace]
"z:1.0.0" = { path = "z" }
[features]
a = ["b"]
[profile.dev]
opt-level = 1
[package.metadata.nx-pyo3]
inputs = ["p/**"]
env = ["X"]
`,
  'pyproject.toml': `[build-system]
requires = ["maturin>=1,<2"]
build-backend = "maturin"
[project]
name = "x"
version = "1"
requires-python = ">=3.9,<4"
dependencies = ["numpy[a]>=2,<3; python_version >= '3.10'", "y @ file:libs/y", "z"]
[project.optional-dependencies]
t = ["pytest"]
[dependency-groups]
dev = ["mypy", { include-group = "t" }]
[tool.maturin]
module-name = "x._x"
python-source = "python"
include = ["a/*", { path = "b", format = "sdist" }]
features = ["a"]
[tool.uv.workspace]
members = ["libs/*"]
[tool.uv.sources]
y = { workspace = true }
z = { path = "z", editable = true }
[tool.pytest.ini_options]
testpaths = ["tests/*"]
[tool.nx-pyo3]
inputs = ["p/x"]
`,
  'libs/y/pyproject.toml': `[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "y"
version = "1"
[tool.setuptools.packages.find]
include = ["y*"]
`,
  'Cargo.lock': `version = 4
[[package]]
name = "x"
version = "1.0.0"
dependencies = ["pyo3", "z 1.0.0"]
[[package]]
name = "pyo3"
version = "0.28.0"
source = "registry+https://example.org"
checksum = "aa"
[[package]]
name = "z"
version = "1.0.0"
`,
  'uv.lock': `version = 1
[[package]]
name = "x"
version = "1"
source = { editable = "." }
dependencies = [{ name = "numpy", marker = "x" }]
[package.dev-dependencies]
dev = [{ name = "mypy" }]
[[package]]
name = "numpy"
version = "2"
source = { registry = "https://example.org" }
wheels = [{ url = "u", hash = "sha256:a" }]
`,
  'setup.cfg': `[metadata]
name = y
[tool:pytest]
testpaths =
    tests
    more  # comment
[options]
package_dir =
    = src
`,
  'mypy.ini': `[mypy]
files = a, b
mypy_path = $MYPY_CONFIG_FILE_DIR/stubs:libs
plugins = x.plugin
[mypy-x.*]
ignore_missing_imports = True
`,
  'libs/y/pytest.ini': `[pytest]
addopts = -p x --confcutdir=.. --rootdir .
testpaths = tests *
python_files = test_*.py
`,
  'libs/y/ruff.toml': `extend = "../../ruff.toml"
src = ["y", "*"]
[lint]
select = ["E"]
`,
  'pyrightconfig.json': `{ "include": ["libs/*"], // all
  "extraPaths": ["stubs"], "executionEnvironments": [{ "root": "libs/y" }] }
`,
  '.cargo/config.toml': `include = ["more.toml"]
[build]
target = "x.json"
rustflags = ["--cfg", "a"]
[env]
X = { value = "a", relative = true }
`,
  'rust-toolchain.toml': '[toolchain]\nchannel = "1.80"\ncomponents = ["clippy"]\n',
  '.python-version': '3.12\n',
  'libs/y/package.json': '{ "name": "@x/y", "nx": { "name": "y", "tags": ["a"] } }\n',
  'build.rs': `fn main() { println!("cargo:rerun-if-changed=a"); /* "x" */ }
`,
  '.gitignore': 'build/\n*.so\n!keep.so\n**/cache/*\na*b*c*d\n',
  'libs/y/y/__init__.py': `from a.b import (c as d,
 e)
if TYPE_CHECKING:
    import x
importlib.import_module("good.r")
from ..z import y
import good
`,
};
