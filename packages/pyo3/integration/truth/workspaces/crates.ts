import { crate, type Files } from './files.ts';

/**
 * Several cargo workspaces in one repository, with every way in which Cargo.toml files name another
 * crate of it. The lock file has the packages that `[patch]` is about: `libc` is used directly by one
 * crate, and by another through pyo3.
 */
export const crates: Files = {
  '.gitignore': 'target/\n/scratch/\n/generated/\n',
  'Cargo.toml': `[workspace]
resolver = "2"
members = ["crates/*", "tools/gen"]
exclude = ["crates/excluded", "vendor", "generated"]

[workspace.dependencies]
base = { path = "crates/base" }
aliased = { package = "real-name", path = "crates/real" }
pyo3 = { version = "=0.30.1", default-features = false }

[patch.crates-io]
libc = { path = "vendor/libc" }
unicode-ident = { path = "vendor/unused" }
`,
  ...crate('crates/base', 'base'),
  ...crate('crates/real', 'real-name'),
  ...crate('crates/win', 'win'),
  ...crate('tools/gen', 'gen'),
  ...crate(
    'crates/alpha',
    'alpha',
    `[dependencies]
base.workspace = true
aliased = { workspace = true }
[target.'cfg(windows)'.dependencies]
win = { path = "../win" }
[build-dependencies]
gen = { path = "../../tools/gen", version = "0.1" }
`,
  ),
  ...crate(
    'crates/beta',
    'beta',
    '[dependencies.alpha]\npath = "../alpha"\n[dev-dependencies]\ngamma = { path = "../gamma" }\n',
  ),
  ...crate('crates/gamma', 'gamma', '[dependencies]\nbeta = { path = "../beta" }\n'),
  ...crate(
    'crates/optional',
    'optional',
    `[features]
full = ["dep:base"]
[dependencies]
base = { path = "../base", optional = true }
loose = { path = "../../generated/loose" }
`,
  ),
  ...crate(
    'crates/renamed',
    'renamed',
    '[dependencies]\nb = { package = "base", path = "../base" }\nc = { package = "real-name", path = "../../crates/./real/" }\n',
  ),
  ...crate(
    'crates/itself',
    'itself',
    '[dev-dependencies]\nitself = { path = "." }\n[target.x86_64-unknown-linux-gnu.dev-dependencies]\nbase = { path = "../base" }\n',
  ),
  ...crate('crates/patched', 'patched', '[dependencies]\nlibc = "0.2"\n'),
  ...crate('crates/binding', 'binding', '[dependencies]\npyo3.workspace = true\n'),
  ...crate('crates/apart', 'apart', '[dependencies]\nonce_cell = "1"\n'),
  // A crate of this name on crates.io is not this one.
  ...crate('crates/heck', 'heck'),
  ...crate('crates/with space', 'with-space', '[dependencies]\nbase = { path = "../base" }\n'),
  ...crate(
    'crates/größe',
    'groesse',
    '[dependencies]\nspace = { package = "with-space", path = "../with space" }\n',
  ),
  ...crate('crates/excluded', 'excluded', '[dependencies]\nbase = { path = "../base" }\n'),
  'vendor/libc/Cargo.toml':
    '[package]\nname = "libc"\nversion = "0.2.191"\n[features]\nstd = []\ndefault = ["std"]\n',
  'vendor/libc/src/lib.rs': '',
  ...crate('vendor/unused', 'unicode-ident'),
  ...crate(
    'generated/loose',
    'loose',
    '[dependencies]\nreal-name = { path = "../../crates/real" }\n',
  ),
  ...crate('scratch/try', 'try'),

  ...crate(
    'engine',
    'engine',
    `[workspace]
members = ["parts/*", "../outside/pointer"]
[workspace.dependencies]
core-part = { path = "parts/core" }
[dependencies]
core-part = { workspace = true, features = [] }
`,
  ),
  ...crate('engine/parts/core', 'core-part'),
  ...crate(
    'engine/parts/util',
    'util-part',
    '[dependencies]\nbase = { path = "../../../crates/base" }\n',
  ),
  ...crate(
    'outside/pointer',
    'pointer',
    'workspace = "../../engine"\n[dependencies]\ncore-part.workspace = true\n',
  ),
  ...crate(
    'lone',
    'lone',
    '[dependencies]\npointer = { path = "../outside/pointer" }\n[workspace]\n',
  ),
};
