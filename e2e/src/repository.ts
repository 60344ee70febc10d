/** A repository as people have them: a crate, a maturin library that uses it, a Python package. */
export const REPOSITORY: Readonly<Record<string, string>> = {
  '.gitignore': `target/
.venv/
__pycache__/
*.so
*.pyd
node_modules/
.nx/
`,
  'Cargo.toml': `# Our crates.
[workspace]
resolver = "2"
members = ["crates/*", "packages/fast"] # fast is also a Python package
`,
  'crates/base/Cargo.toml': `[package]
name = "base"
version = "0.1.0"
edition = "2021"
`,
  'crates/base/src/lib.rs': `pub fn double(value: i64) -> i64 {
    value * 2
}

#[cfg(test)]
mod tests {
    #[test]
    fn doubles() {
        assert_eq!(super::double(21), 42);
    }
}
`,
  'packages/fast/Cargo.toml': `[package]
name = "fast"
version = "0.1.0"
edition = "2021"

[lib]
name = "_fast"
crate-type = ["cdylib"]

[dependencies]
base = { path = "../../crates/base" }
pyo3 = "0.29"
`,
  'packages/fast/src/lib.rs': `use pyo3::prelude::*;

#[pymodule]
mod _fast {
    use super::*;

    #[pyfunction]
    fn double(value: i64) -> i64 {
        base::double(value)
    }
}
`,
  'packages/fast/pyproject.toml': `[build-system]
requires = ["maturin>=1.9,<2"]
build-backend = "maturin"

[project]
name = "fast"
version = "0.1.0"
requires-python = ">=3.9"

[tool.maturin]
module-name = "fast._fast"
python-source = "python"
features = ["pyo3/extension-module"]
`,
  'packages/fast/python/fast/__init__.py': `from fast._fast import double

__all__ = ["double"]
`,
  'packages/fast/tests/test_fast.py': `from fast import double


def test_double() -> None:
    assert double(21) == 42
`,
  'packages/client/pyproject.toml': `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "Acme_Client"
version = "0.1.0"
requires-python = ">=3.9"
dependencies = ["fast"]

[tool.hatch.build.targets.wheel]
packages = ["src/acme_client"]
`,
  'packages/client/src/acme_client/__init__.py': `import fast


def quadruple(value: int) -> int:
    return fast.double(fast.double(value))
`,
  'packages/client/tests/test_client.py': `from acme_client import quadruple


def test_quadruple() -> None:
    assert quadruple(10) == 40
`,
};
