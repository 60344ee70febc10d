/** Manifests as people write them, for tests that edit each of them. */
export const manifests: Readonly<Record<string, string>> = {
  'an empty file': '',
  'only a comment': '# nothing here yet\n',
  'a crate': `[package]
name = "core-lib"
version = "0.1.0"
edition = "2024"

[dependencies]
`,
  'a crate with sections marked by comments': `# The core.
[package]
name = "core-lib" # keep in step with pyproject.toml
version = "0.1.0"

# ---------- runtime ----------
[dependencies]
anyhow = "1"
serde = { version = "1", features = ["derive"] } # for the cache
# tokio = "1"

# ---------- tests ----------
[dev-dependencies]
proptest = "1"
`,
  'a crate with only sub-tables of dependencies': `[package]
name = "bindings"
version = "0.1.0"

# the bindings
[dependencies.pyo3]
version = "0.30"
features = ["abi3-py39"]

[dependencies.core-lib]
path = "../core-lib"
`,
  'a crate that inherits': `[package]
name = "x"
version.workspace = true
edition.workspace = true

[dependencies]
serde.workspace = true
pyo3 = { workspace = true, features = ["abi3-py39"] }

[lints]
workspace = true
`,
  'a root crate with everything': `[workspace]
members = ["crates/a", "crates/b"]
exclude = ["crates/old"]

[workspace.package]
version = "1.0.0"
rust-version = "1.85"

[workspace.dependencies]
pyo3 = "0.30"
serde = "1"

[profile.release]
lto = true
`,
  'a virtual manifest with one member per line': `[workspace]
resolver = "3"
members = [
    "crates/core",   # pure Rust
    # bindings
    "crates/python",
]
`,
  'members without a trailing comma': `[workspace]
members = [
  "a",
  "b" # last
]
`,
  'members in two rows': `[workspace]
members = ["a", "b",
           "c", "d"]
`,
  'indented keys': `[workspace]
  members = [ "a" ]

  [workspace.dependencies]
    serde="1"
    anyhow="1"
`,
  'no line break at the end':
    '[workspace]\nmembers = ["a"]\n\n[workspace.dependencies]\nserde = "1"',
  'blank lines and a comment at the end': '[workspace]\nmembers = []\n\n\n# the end\n\n',
  'programs and targets': `[package]
name = "tool"
version = "0.1.0"

[[bin]]
name = "one"
path = "src/one.rs"

[[bin]]
name = "two"

[target.'cfg(unix)'.dependencies]
libc = "0.2"
`,
  'a workspace written inline': 'workspace = { members = ["a"] }\n\n[package]\nname = "x"\n',
  'a workspace of dotted keys':
    'workspace.resolver = "3"\nworkspace.members = ["a"]\n\n[package]\nname = "x"\n',
  'a maturin project': `[build-system]
requires = ["maturin>=1.16,<2.0"]
build-backend = "maturin"

[project]
name = "my-lib"
dynamic = ["version"]
requires-python = ">=3.9"
dependencies = []

[tool.maturin]
module-name = "my_lib._my_lib"
python-source = "python"
include = [{ path = "LICENSE", format = "sdist" }, "data/*"]
`,
  'requirements with markers': `[project]
name = "x"
dependencies = [
  "numpy>=2",
  'tomli; python_version < "3.11"', # until 3.10 goes
]

[project.optional-dependencies]
tests = ["pytest"]

# ruff
[tool.ruff]
line-length = 100
`,
  'single quotes': `[project]
name = 'x'
dependencies = ['a', 'b']

[dependency-groups]
dev = ['pytest']
`,
  'groups that include groups': `[project]
name = "root"
version = "0"

[dependency-groups]
test = ["pytest>=8"]
dev = ["ruff", { include-group = "test" }]
`,
  'a uv workspace': `[tool.uv]
package = false

[tool.uv.workspace]
members = ["libs/*"]

[tool.uv.sources]
lib-a = { workspace = true }
lib-b = { path = "elsewhere/b", editable = true }
`,
  'settings only': `[tool.ruff.lint]
select = [
  "E", "F", # basics
  "I",
]

[tool.mypy]
strict = true
`,
  'text of several lines': `[project]
name = "x"
description = """
[dependencies]
fake = "1"
"""
keywords = ["a",
  "b"]
`,
  'dates and numbers': `[package]
name = "x"

[package.metadata.release]
date = 2026-11-23T05:00:00Z
weights = [1, 2.5, 0x10, 1_000, -0.0]
`,
};
