import type { Mutation } from '../mutation.ts';

/** pyproject.toml of projects. */
export const distributionManifests: readonly Mutation[] = [
  {
    id: 'alpha-distribution-version',
    what: 'the version of a distribution',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'version = "0.1.0"',
        to: 'version = "0.2.0"',
      },
      {
        kind: 'replace',
        file: 'uv.lock',
        from: 'name = "alpha"\nversion = "0.1.0"',
        to: 'name = "alpha"\nversion = "0.2.0"',
      },
    ],
  },
  {
    id: 'alpha-distribution-dependency',
    what: 'a dependency of a distribution, with its lock entry',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'dependencies = []',
        to: 'dependencies = ["six"]',
      },
      {
        kind: 'replace',
        file: 'uv.lock',
        from: 'source = { editable = "libs/alpha" }\n',
        to:
          'source = { editable = "libs/alpha" }\ndependencies = [\n    { name = "six" },\n]\n\n' +
          '[package.metadata]\nrequires-dist = [{ name = "six" }]\n',
      },
    ],
  },
  {
    id: 'alpha-script',
    what: 'a script of a distribution',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'alpha = "alpha:main"',
        to: 'alpha-count = "alpha:main"',
      },
    ],
  },
  {
    id: 'alpha-maturin-features',
    what: 'features in `[tool.maturin]`',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'python-source = "python"',
        to: 'python-source = "python"\nfeatures = ["extra"]',
      },
    ],
  },
  {
    id: 'alpha-maturin-strip',
    what: 'an option of maturin for wheels',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'python-source = "python"',
        to: 'python-source = "python"\nstrip = true',
      },
    ],
  },
  {
    id: 'alpha-extra',
    what: 'an extra of a distribution',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: '[project.scripts]',
        to: '[project.optional-dependencies]\nmore = ["six"]\n\n[project.scripts]',
      },
    ],
  },
  {
    id: 'alpha-maturin-exclude',
    what: 'a pattern of maturin for what is not packed',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'python-source = "python"',
        to: 'python-source = "python"\nexclude = ["**/data.json"]',
      },
    ],
  },
  {
    id: 'alpha-maturin-profile',
    what: 'the profile that maturin builds with',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'python-source = "python"',
        to: 'python-source = "python"\nprofile = "dev"',
      },
    ],
  },
  {
    id: 'alpha-ruff',
    what: 'the settings of ruff in a project',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'select = ["E", "F"]',
        to: 'select = ["D"]',
      },
    ],
  },
  {
    id: 'alpha-mypy',
    what: 'the settings of mypy in a project',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/pyproject.toml',
        from: 'strict = true',
        to: 'strict = true\nplugins = ["missing"]',
      },
    ],
  },
  {
    id: 'alpha-pytest',
    what: 'the settings of pytest in a project',
    edits: [
      {
        kind: 'append',
        file: 'libs/alpha/pyproject.toml',
        text: '\n[tool.pytest.ini_options]\naddopts = "--collect-only"\n',
      },
    ],
  },
  {
    id: 'alpha-unknown-tool',
    what: 'the settings of a tool that the plugin does not know',
    edits: [
      {
        kind: 'append',
        file: 'libs/alpha/pyproject.toml',
        text: '\n[tool.towncrier]\nname = "alpha"\n',
      },
    ],
  },
  {
    id: 'alpha-distribution-comment',
    what: 'a comment in pyproject.toml',
    edits: [{ kind: 'append', file: 'libs/alpha/pyproject.toml', text: '\n# Remark.\n' }],
  },
  {
    id: 'app-version',
    what: 'the version of a Python package',
    edits: [
      { kind: 'replace', file: 'packages/app/pyproject.toml', from: '0.1.0', to: '0.2.0' },
      {
        kind: 'replace',
        file: 'uv.lock',
        from: 'name = "app"\nversion = "0.1.0"',
        to: 'name = "app"\nversion = "0.2.0"',
      },
    ],
  },
  {
    id: 'app-mypy-ini-added',
    what: 'a mypy.ini of its own',
    edits: [
      {
        kind: 'add',
        file: 'packages/app/mypy.ini',
        text: '[mypy]\nplugins = missing\n',
      },
    ],
  },
];
