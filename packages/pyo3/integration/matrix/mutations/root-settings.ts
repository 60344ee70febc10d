import type { Mutation } from '../mutation.ts';

/** Settings of tools above the projects, and of the plugin. */
export const rootSettings: readonly Mutation[] = [
  {
    id: 'clippy-toml-added',
    what: 'a clippy.toml in the root',
    edits: [
      {
        kind: 'add',
        file: 'clippy.toml',
        text: 'disallowed-macros = ["std::println", "std::env", "std::option_env"]\n',
      },
    ],
  },
  {
    id: 'root-ruff',
    what: 'the settings of ruff in the root',
    edits: [
      {
        kind: 'replace',
        file: 'pyproject.toml',
        from: 'line-length = 100',
        to: 'line-length = 100\nlint.select = ["D"]',
      },
    ],
  },
  {
    id: 'root-mypy',
    what: 'the settings of mypy in the root',
    edits: [
      {
        kind: 'replace',
        file: 'pyproject.toml',
        from: 'warn_unused_ignores = true',
        to: 'warn_unused_ignores = true\nplugins = ["missing"]',
      },
    ],
  },
  {
    id: 'root-pytest',
    what: 'the settings of pytest in the root',
    edits: [
      {
        kind: 'replace',
        file: 'pyproject.toml',
        from: 'no:cacheprovider',
        to: 'no:cacheprovider --collect-only',
      },
    ],
  },
  {
    id: 'root-unknown-tool',
    what: 'the settings of a tool that the plugin does not know, in the root',
    edits: [{ kind: 'append', file: 'pyproject.toml', text: '\n[tool.towncrier]\nname = "all"\n' }],
  },
  {
    id: 'root-pyproject-comment',
    what: 'a comment in the root pyproject.toml',
    edits: [{ kind: 'append', file: 'pyproject.toml', text: '\n# Remark.\n' }],
  },
  {
    id: 'root-uv-members',
    what: 'the members of the uv workspace',
    edits: [
      {
        kind: 'replace',
        file: 'pyproject.toml',
        from: '"packages/*"]',
        to: '"packages/*", "tools/*"]',
      },
    ],
  },
  {
    id: 'root-conftest-added',
    what: 'a conftest.py in the root',
    edits: [
      {
        kind: 'add',
        file: 'conftest.py',
        text: 'def pytest_report_header() -> str:\n    return "of the root"\n',
      },
    ],
  },
  {
    id: 'root-pytest-ini-added',
    what: 'a pytest.ini in the root',
    edits: [{ kind: 'add', file: 'pytest.ini', text: '[pytest]\naddopts = --collect-only\n' }],
  },
  {
    id: 'root-ruff-toml-added',
    what: 'a ruff.toml in the root',
    edits: [{ kind: 'add', file: 'ruff.toml', text: '[lint]\nselect = ["D"]\n' }],
  },
  {
    id: 'plugin-inputs',
    what: 'the plugin option `inputs`',
    edits: [
      {
        kind: 'replace',
        file: 'nx.json',
        from: '"options": {}',
        to: '"options": { "inputs": ["schema/*.json"] }',
      },
    ],
    notBuilt: 'the option changes cache keys, not what a tool does',
  },
  {
    id: 'plugin-targets',
    what: 'another name for a target, by the plugin option `targets`',
    edits: [
      {
        kind: 'replace',
        file: 'nx.json',
        from: '"options": {}',
        to: '"options": { "targets": { "format": "tidy" } }',
      },
    ],
    notBuilt: 'the option names a target, it does not change what a tool does',
  },
];
