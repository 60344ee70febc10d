import type { Files } from './hostile.ts';

/** Lock files and settings of the repository of `every-string.ts`. */
export const lockFilesAndSettings: Files = {
  'Cargo.lock': `version = 4
[[package]]
name = "core"
version = "1.0.0"
dependencies = ["serde"]
[[package]]
name = "ext"
version = "1.0.0"
dependencies = ["core", "pyo3 0.28.0 (registry+https://example.org/index)"]
[[package]]
name = "pyo3"
version = "0.28.0"
source = "registry+https://example.org/index"
checksum = "aa"
[[package]]
name = "serde"
version = "1.0.0"
source = "registry+https://example.org/index"
checksum = "bb"
[[package]]
name = "tool"
version = "1.0.0"
dependencies = ["core"]
`,
  'uv.lock': `version = 1
requires-python = ">=3.9"
[manifest]
members = ["ext", "plain"]
[[package]]
name = "ext"
version = "1.0.0"
source = { editable = "ext" }
dependencies = [{ name = "numpy", marker = "os_name == 'posix'" }, { name = "plain", extra = ["fast"] }]
[package.optional-dependencies]
"test" = [{ name = "pytest" }]
[package.dev-dependencies]
"dev" = [{ name = "mypy" }]
[package.metadata]
requires-dist = [{ name = "numpy", specifier = ">=2" }]
[[package]]
name = "numpy"
version = "2.0.0"
source = { registry = "https://example.org/simple" }
sdist = { url = "https://example.org/numpy.tar.gz", hash = "sha256:aa" }
wheels = [{ url = "https://example.org/numpy.whl", hash = "sha256:bb" }]
[[package]]
name = "pytest"
version = "9.0.0"
source = { git = "https://example.org/pytest?rev=main#abc" }
[[package]]
name = "mypy"
version = "1.0.0"
source = { path = "../mypy.whl" }
[[package]]
name = "plain"
source = { editable = "plain" }
`,
  '.cargo/config.toml': `include = ["more.toml"]
[build]
rustflags = ["--cfg", "a"]
target = "x86_64-unknown-linux-gnu"
target-dir = "out"
rustc-wrapper = "wrapper"
[env]
"NAME" = "value"
"FILE" = { value = "x", relative = true }
[alias]
"b" = ["build"]
[target."cfg(all())"]
linker = "cc"
runner = ["run"]
[registries."mine"]
index = "sparse+https://example.org/"
`,
  '.cargo/more.toml': '[build]\nrustc = "rustc"\n',
  'rust-toolchain.toml':
    '[toolchain]\nchannel = "stable"\nprofile = "minimal"\ncomponents = ["clippy"]\ntargets = ["wasm32-wasip1"]\n',
  'ruff.toml': 'extend = "other.toml"\nsrc = ["src"]\n[lint.per-file-ignores]\n"x.py" = ["E"]\n',
  'ext/project.json':
    '{ "name": "ext", "targets": { "x": { "command": "true", "options": { "interpreter": "python3" } } } }',
  'ext/pyrightconfig.json': '{ "include": ["python"], "extends": "base.json", "venv": ".venv" }',
};
