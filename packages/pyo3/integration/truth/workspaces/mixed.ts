import { builtBy, crate, distribution, type Files } from './files.ts';

const { hatch, maturin, setuptoolsRust } = builtBy;
const cdylib = '[lib]\ncrate-type = ["cdylib"]\n';

/** Crates and distributions together: each layout of maturin, setuptools-rust, names and templates. */
export const mixed: Files = {
  '.gitignore': 'target/\n.venv/\n*.so\n',
  'Cargo.toml':
    '[workspace]\nresolver = "2"\nmembers = ["crates/*", "libs/*", "libs/split/rust", "libs/native/ext", "both"]\nexclude = ["libs/native", "libs/far", "libs/split", "libs/bare"]\n[workspace.dependencies]\nshared = { path = "crates/shared" }\n',
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]\n[tool.ruff]\nline-length = 100\n',
  'empty/pyproject.toml': '',
  'broken/crate/Cargo.toml': '[package]\nname =\n',
  'broken/tool/pyproject.toml': '[project]\nname = "tool"\ndependencies = ["ext-a"\n',
  'package.json': '{ "name": "whole", "private": true }\n',
  ...crate('crates/shared', 'shared'),
  ...crate('crates/far', 'far-core', '[dependencies]\nshared.workspace = true\n'),
  // A distribution wants this name too.
  ...crate('crates/ext-a', 'ext-a', '[dependencies]\nshared.workspace = true\n'),
  ...crate('crates/named', 'named-crate'),
  'crates/named/project.json': '{ "name": "chosen" }\n',
  ...crate(
    'crates/packaged',
    'packaged-crate',
    '[dependencies]\nnamed-crate = { path = "../named" }\n',
  ),
  'crates/packaged/package.json': '{ "name": "from-package", "nx": { "name": "from-nx" } }\n',

  ...crate('libs/ext-a', 'ext-a-py', `${cdylib}[dependencies]\nshared.workspace = true\n`),
  ...distribution(
    'libs/ext-a',
    'ext-a',
    `dynamic = []\n[tool.maturin]\npython-source = "python"\nmodule-name = "ext_a._ext_a"\n${maturin}`,
    {
      'python/ext_a/__init__.py': 'from ._ext_a import x\n',
      'python/ext_a/tests/test_x.py': 'import ext_b\n',
    },
  ),
  ...crate('libs/ext-b', 'ext-b', '[lib]\nname = "ext_b"\ncrate-type = ["cdylib"]\n'),
  ...distribution('libs/ext-b', 'ext-b', maturin, { 'tests/test_b.py': 'import ext_b\n' }),
  ...crate('libs/split/rust', 'split', `${cdylib}[dependencies]\nshared.workspace = true\n`),
  ...distribution('libs/split', 'split', maturin, {
    'src/split/__init__.py': 'from .split import x\n',
    'src/tests/test_split.py': 'import ext_a\n',
  }),
  ...distribution(
    'libs/far',
    'far',
    `dependencies = ["ext-b"]\n[tool.maturin]\nmanifest-path = "../../crates/far/Cargo.toml"\nmodule-name = "far._far"\n${maturin}`,
    { 'far/__init__.py': '' },
  ),
  ...crate('libs/native/ext', 'native-ext', `${cdylib}[dependencies]\nshared.workspace = true\n`),
  ...distribution(
    'libs/native',
    'native',
    `${setuptoolsRust}[[tool.setuptools-rust.ext-modules]]\ntarget = "native._native"\npath = "ext/Cargo.toml"\n[[tool.setuptools-rust.ext-modules]]\ntarget = "native._far"\npath = "../../crates/far/Cargo.toml"\n`,
    { 'native/__init__.py': '' },
  ),
  ...crate(
    'libs/unnamed',
    'unnamed',
    `${cdylib}[dependencies]\nshared = { path = "../../crates/shared" }\n`,
  ),
  'libs/unnamed/pyproject.toml': maturin,
  ...crate('both', 'both-crate', '[dependencies]\nshared.workspace = true\n'),
  ...distribution('both', 'both', `dependencies = ["ext_a"]\n${hatch}`, {
    'both/__init__.py': 'import far\n',
  }),
  ...crate(
    'checks',
    'checks',
    '[dev-dependencies]\nshared = { path = "../crates/shared" }\n[workspace]\n',
  ),
  ...distribution('checks', 'checks-tools', 'dependencies = ["native"]\n', {
    'tests/test_c.py': 'import unnamed\n',
  }),
  ...distribution('app', 'app', `dependencies = ["far"]\n${hatch}`, {
    'app/__init__.py': 'import ext_a._ext_a\nimport split\n',
    'tests/test_app.py': 'import native\n',
  }),

  ...crate(
    'templates/lib',
    '{{ crate_name }}',
    '[dependencies]\nshared = { path = "../../crates/shared" }\n',
  ),
  ...distribution('templates/lib', '{{ crate_name }}', maturin, {
    'tests/test_it.py': 'import ext_a\n',
  }),
  ...crate('templates/lib/api', 'api'),
  ...distribution('templates/app', '{{cookiecutter.name}}', hatch),
};
