import type { Mutation } from '../mutation.ts';

/** Python files, and what else a wheel holds. */
export const pythonFiles: readonly Mutation[] = [
  {
    id: 'alpha-module',
    what: 'a Python module of an extension',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/python/alpha/__init__.py',
        from: 'return "alpha"',
        to: 'return 5',
      },
    ],
  },
  {
    id: 'alpha-module-comment',
    what: 'a comment in it',
    edits: [{ kind: 'append', file: 'libs/alpha/python/alpha/__init__.py', text: '\n# Remark.\n' }],
  },
  {
    id: 'alpha-module-mode',
    what: 'that module made executable',
    edits: [{ kind: 'mode', file: 'libs/alpha/python/alpha/__init__.py', mode: 0o755 }],
  },
  {
    id: 'alpha-module-added',
    what: 'a new module, not yet known to git',
    edits: [{ kind: 'add', file: 'libs/alpha/python/alpha/more.py', text: 'import os\n' }],
  },
  {
    id: 'alpha-stub',
    what: 'the stub of the extension',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/python/alpha/_alpha.pyi',
        from: 'number: int) -> int',
        to: 'number: str) -> int',
      },
    ],
  },
  {
    id: 'alpha-py-typed-removed',
    what: 'py.typed deleted',
    edits: [{ kind: 'remove', path: 'libs/alpha/python/alpha/py.typed' }],
  },
  {
    id: 'alpha-data',
    what: 'a data file in the package',
    edits: [{ kind: 'replace', file: 'libs/alpha/python/alpha/data.json', from: '3', to: '4' }],
  },
  {
    id: 'alpha-data-removed',
    what: 'that data file deleted',
    edits: [{ kind: 'remove', path: 'libs/alpha/python/alpha/data.json' }],
  },
  {
    id: 'alpha-ignored-file',
    what: 'a new file that git ignores',
    edits: [{ kind: 'add', file: 'libs/alpha/python/alpha/notes.log', text: 'notes\n' }],
  },
  {
    id: 'alpha-gitignore',
    what: 'a .gitignore that now names the data file',
    edits: [{ kind: 'append', file: 'libs/alpha/.gitignore', text: 'data.json\n' }],
  },
  {
    id: 'alpha-readme',
    what: "the distribution's README",
    edits: [{ kind: 'append', file: 'libs/alpha/README.md', text: 'More.\n' }],
  },
  {
    id: 'alpha-license',
    what: 'its licence',
    edits: [{ kind: 'append', file: 'libs/alpha/LICENSE', text: 'More.\n' }],
  },
  {
    id: 'alpha-test',
    what: 'a Python test',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/tests/test_alpha.py',
        from: 'import alpha\n',
        to: 'import os\nimport alpha\nprint("more:", alpha.missing)\n',
      },
    ],
  },
  {
    id: 'alpha-test-renamed',
    what: 'that test renamed',
    edits: [
      {
        kind: 'rename',
        from: 'libs/alpha/tests/test_alpha.py',
        to: 'libs/alpha/tests/test_first.py',
      },
    ],
  },
  {
    id: 'alpha-test-added',
    what: 'a new Python test',
    edits: [
      {
        kind: 'add',
        file: 'libs/alpha/tests/test_more.py',
        text: 'import os\n\n\ndef test_more() -> None:\n    print(1 + "1")\n',
      },
    ],
  },
  {
    id: 'alpha-conftest',
    what: 'conftest.py',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/tests/conftest.py',
        from: 'return 4\n',
        to: 'return "5"; import os\n',
      },
    ],
  },
  {
    id: 'app-module',
    what: 'a module of a Python package that no project uses',
    edits: [
      {
        kind: 'replace',
        file: 'packages/app/app/__init__.py',
        from: 'return 10 * first(number)',
        to: 'import os; return str(first(number))',
      },
    ],
  },
  {
    id: 'app-module-mode',
    what: 'that module made executable',
    edits: [{ kind: 'mode', file: 'packages/app/app/__init__.py', mode: 0o755 }],
  },
  {
    id: 'app-test-imports',
    what: 'an import of another extension in its tests',
    edits: [
      {
        kind: 'replace',
        file: 'packages/app/tests/test_app.py',
        from: 'from app import tenfold\n',
        to: 'import beta, os\nfrom app import tenfold\nprint("second:", beta.second("1"))\n',
      },
    ],
  },
  {
    id: 'checks-test',
    what: 'a test of a project that has nothing but tests',
    edits: [
      {
        kind: 'replace',
        file: 'packages/checks/tests/test_alpha_from_outside.py',
        from: 'alpha.first(1)',
        to: 'alpha.first("1"), missing',
      },
    ],
  },
  {
    id: 'delta-module',
    what: 'a Python module of a setuptools-rust extension',
    edits: [
      {
        kind: 'append',
        file: 'libs/delta/delta/__init__.py',
        text: 'import os\nprint("imported", 1 + "1")\n',
      },
    ],
  },
  {
    id: 'root-readme-added',
    what: 'a README in the root',
    edits: [{ kind: 'add', file: 'README.md', text: '# Everything\n' }],
  },
  {
    id: 'root-script-added',
    what: 'a Python file in a folder that is no project',
    edits: [{ kind: 'add', file: 'scripts/release.py', text: 'print("release")\n' }],
  },
];
