import type { Mutation } from '../mutation.ts';

/** Files that a tool looks for in a project, by its documentation, and that the fixture has not. */
export const projectSettings: readonly Mutation[] = [
  {
    id: 'beta-tests-ruff-toml',
    what: 'a ruff.toml in the folder of the tests',
    edits: [{ kind: 'add', file: 'libs/beta/tests/ruff.toml', text: 'lint.select = ["D"]\n' }],
  },
  {
    id: 'alpha-tests-package',
    what: 'an `__init__.py` beside the tests',
    edits: [{ kind: 'add', file: 'libs/alpha/tests/__init__.py', text: 'print("tests")\n' }],
  },
  {
    id: 'alpha-stub-package',
    what: 'a stub package beside the package',
    edits: [
      {
        kind: 'add',
        file: 'libs/alpha/python/alpha-stubs/__init__.pyi',
        text: 'def first(number: str) -> int: ...\n',
      },
    ],
  },
  {
    id: 'checks-hides-alpha',
    what: 'a module that hides the extension which the tests import',
    edits: [
      {
        kind: 'add',
        file: 'packages/checks/alpha.py',
        text: 'def first(number: int) -> int:\n    return -number\n',
      },
    ],
  },
  {
    id: 'alpha-cargo-config',
    what: 'a .cargo/config.toml in a library',
    edits: [
      { kind: 'add', file: 'libs/alpha/.cargo/config.toml', text: '[env]\nGREETING = "hey"\n' },
    ],
  },
  {
    id: 'alpha-build-script',
    what: 'a build.rs, which no manifest names',
    edits: [
      {
        kind: 'add',
        file: 'libs/alpha/build.rs',
        text: 'fn main() {\n    println!("cargo::rustc-env=GREETING=built");\n}\n',
      },
    ],
  },
  {
    id: 'alpha-program',
    what: 'a program in src/bin',
    edits: [
      {
        kind: 'add',
        file: 'libs/alpha/src/bin/tool.rs',
        text: 'fn main() {\n    println!("tool");\n}\n',
      },
    ],
  },
  {
    id: 'app-license',
    what: 'a licence that Hatch packs by its name',
    edits: [{ kind: 'add', file: 'packages/app/LICENSE.txt', text: 'MIT License\n' }],
  },
  {
    id: 'app-build-hook',
    what: 'a build hook of Hatch',
    edits: [
      {
        kind: 'append',
        file: 'packages/app/pyproject.toml',
        text: '\n[tool.hatch.build.targets.wheel.hooks.custom]\npath = "build_hook.py"\n',
      },
      {
        kind: 'add',
        file: 'packages/app/build_hook.py',
        text:
          'from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\n\n' +
          'class Hook(BuildHookInterface):\n    def initialize(self, version, build_data):\n' +
          '        build_data["force_include"][__file__] = "app/hook.txt"\n',
      },
    ],
  },
  {
    id: 'app-excluded',
    what: 'a pattern of Hatch for what is not packed',
    edits: [
      {
        kind: 'append',
        file: 'packages/app/pyproject.toml',
        text: '\n[tool.hatch.build]\nexclude = ["py.typed"]\n',
      },
    ],
  },
  {
    id: 'delta-setup-script',
    what: 'a setup.py',
    edits: [
      {
        kind: 'add',
        file: 'libs/delta/setup.py',
        text: 'from setuptools import setup\n\nsetup(url="https://example.invalid/delta")\n',
      },
    ],
  },
  {
    id: 'delta-setup-cfg',
    what: 'a setup.cfg',
    edits: [
      {
        kind: 'add',
        file: 'libs/delta/setup.cfg',
        text: '[metadata]\nkeywords = one\n\n[mypy]\nplugins = missing\n',
      },
    ],
  },
  {
    id: 'delta-manifest-in',
    what: 'a MANIFEST.in',
    edits: [{ kind: 'add', file: 'libs/delta/MANIFEST.in', text: 'graft tests\n' }],
    notBuilt: 'only the sdist differs, and the recorded builds make none of setuptools',
  },
];
