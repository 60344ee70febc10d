import type { Mutation } from '../mutation.ts';

/**
 * Settings in folders between the root and the projects. strace saw the tools look for each of these
 * names there.
 */
export const betweenSettings: readonly Mutation[] = [
  {
    id: 'libs-pyproject-ruff',
    what: 'a pyproject.toml above the libraries, with settings of ruff',
    edits: [
      { kind: 'add', file: 'libs/pyproject.toml', text: '[tool.ruff.lint]\nselect = ["D"]\n' },
    ],
  },
  {
    id: 'libs-pyproject-pytest',
    what: 'a pyproject.toml above the libraries, with settings of pytest',
    edits: [
      {
        kind: 'add',
        file: 'libs/pyproject.toml',
        text: '[tool.pytest.ini_options]\naddopts = "--collect-only"\n',
      },
    ],
  },
  {
    id: 'libs-pyproject-mypy',
    what: 'a pyproject.toml above the libraries, with settings of mypy',
    edits: [
      { kind: 'add', file: 'libs/pyproject.toml', text: '[tool.mypy]\nplugins = ["missing"]\n' },
    ],
  },
  {
    id: 'libs-dot-ruff-toml',
    what: 'a .ruff.toml above the libraries',
    edits: [{ kind: 'add', file: 'libs/.ruff.toml', text: '[lint]\nselect = ["D"]\n' }],
  },
  {
    id: 'libs-mypy-ini',
    what: 'a .mypy.ini above the libraries',
    edits: [{ kind: 'add', file: 'libs/.mypy.ini', text: '[mypy]\nplugins = missing\n' }],
  },
  {
    id: 'libs-setup-cfg-mypy',
    what: 'a setup.cfg above the libraries, with settings of mypy',
    edits: [{ kind: 'add', file: 'libs/setup.cfg', text: '[mypy]\nplugins = missing\n' }],
  },
  {
    id: 'libs-setup-cfg-pytest',
    what: 'a setup.cfg above the libraries, with settings of pytest',
    edits: [
      { kind: 'add', file: 'libs/setup.cfg', text: '[tool:pytest]\naddopts = --collect-only\n' },
    ],
  },
  {
    id: 'libs-tox-ini',
    what: 'a tox.ini above the libraries',
    edits: [{ kind: 'add', file: 'libs/tox.ini', text: '[pytest]\naddopts = --collect-only\n' }],
  },
  {
    id: 'libs-pytest-toml',
    what: 'a .pytest.toml above the libraries',
    edits: [
      {
        kind: 'add',
        file: 'libs/.pytest.toml',
        text: '[pytest]\naddopts = ["--collect-only"]\n',
      },
    ],
  },
  {
    id: 'libs-conftest',
    what: 'a conftest.py above the libraries',
    edits: [
      {
        kind: 'add',
        file: 'libs/conftest.py',
        text: 'import pytest\n\n\n@pytest.fixture(autouse=True)\ndef _says() -> None:\n    print("above")\n',
      },
    ],
  },
  {
    id: 'libs-package',
    what: 'an `__init__.py` above the libraries',
    edits: [{ kind: 'add', file: 'libs/__init__.py', text: 'print("package")\n' }],
  },
  {
    id: 'libs-gitignore',
    what: 'a .gitignore above the libraries that names a data file',
    edits: [{ kind: 'add', file: 'libs/.gitignore', text: 'data.json\n' }],
  },
  {
    id: 'crates-clippy-toml',
    what: 'a .clippy.toml above the crates',
    edits: [
      { kind: 'add', file: 'crates/.clippy.toml', text: 'disallowed-macros = ["std::println"]\n' },
    ],
  },
];
