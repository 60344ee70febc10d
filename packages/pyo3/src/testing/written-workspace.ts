import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GraphRequest } from '../inference/graph.ts';

function python(name: string): string {
  const backend = 'requires = ["hatchling"]\nbuild-backend = "hatchling.build"';
  return `[project]\nname = "${name}"\nversion = "1"\n[build-system]\n${backend}\n`;
}

/** Two crates with a lock, two Python packages of which one imports the other in a test. */
const repository: Readonly<Record<string, string>> = {
  'Cargo.toml': '[workspace]\nmembers = ["libs/*"]\n',
  'Cargo.lock':
    'version = 4\n\n[[package]]\nname = "a"\nversion = "1.0.0"\n\n[[package]]\nname = "b"\nversion = "1.0.0"\ndependencies = [\n "a",\n "serde",\n]\n\n[[package]]\nname = "serde"\nversion = "1.0.1"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "00"\n',
  'libs/a/Cargo.toml': '[package]\nname = "a"\nversion = "1.0.0"\n',
  'libs/a/src/lib.rs': '',
  'libs/b/Cargo.toml':
    '[package]\nname = "b"\nversion = "1.0.0"\n[dependencies]\na.path = "../a"\nserde = "1"\n',
  'libs/b/src/lib.rs': '',
  'py/c/pyproject.toml': python('c'),
  'py/c/c/__init__.py': 'import os\n',
  'py/c/tests/test_c.py': 'import d\n',
  'py/d/pyproject.toml': python('d'),
  'py/d/d/__init__.py': '',
};

/** On disk, in a folder of its own for what lies outside. */
export interface WrittenRepository {
  readonly root: string;
  readonly outside: string;
  readonly write: (path: string, text: string) => void;
  readonly request: (options?: unknown) => GraphRequest;
  /** The graphs that are kept. */
  readonly kept: () => readonly string[];
  readonly remove: () => void;
}

export function writeRepository(): WrittenRepository {
  const outside = mkdtempSync(join(tmpdir(), 'pyo3-source-'));
  const root = join(outside, 'repository');
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(repository)) write(path, text);
  const data = join(root, '.nx', 'workspace-data', 'pyo3');
  return {
    root,
    outside,
    write,
    request: (options) => ({ workspaceRoot: root, files: manifestsIn(root), options }),
    kept: () =>
      readdirSync(data)
        .filter((name) => name.startsWith('graph-'))
        .map((name) => join(data, name)),
    remove: () => rmSync(outside, { recursive: true, force: true }),
  };
}

/** As Nx finds them, but for ignore files. */
function manifestsIn(root: string): readonly string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /(^|\/)(Cargo|pyproject)\.toml$/.test(file));
}

type Change = readonly [description: string, change: (repository: WrittenRepository) => void];

/** Changes after which the graph is another one, or may be. */
export const changes: readonly Change[] = [
  [
    'a manifest has another text',
    ({ write }) => write('libs/a/Cargo.toml', '[package]\nname = "z"\n'),
  ],
  [
    'a manifest has another text of the same size and time',
    ({ root, write }) => {
      const { atime, mtime } = statSync(join(root, 'libs/a/Cargo.toml'));
      write('libs/a/Cargo.toml', '[package]\nname = "z"\nversion = "1.0.0"\n');
      utimesSync(join(root, 'libs/a/Cargo.toml'), atime, mtime);
    },
  ],
  ['a manifest is broken', ({ write }) => write('py/d/pyproject.toml', '[project\n')],
  ['a manifest is gone', ({ root }) => rmSync(join(root, 'libs/a/Cargo.toml'))],
  ['a project appears', ({ write }) => write('py/e/pyproject.toml', '[project]\nname = "e"\n')],
  ['a project is gone', ({ root }) => rmSync(join(root, 'py/d'), { recursive: true })],
  ['a project is renamed', ({ root }) => renameSync(join(root, 'py/d'), join(root, 'py/f'))],
  [
    'two projects change places',
    ({ root }) => {
      renameSync(join(root, 'py/d'), join(root, 'py/x'));
      renameSync(join(root, 'py/c'), join(root, 'py/d'));
      renameSync(join(root, 'py/x'), join(root, 'py/c'));
    },
  ],
  [
    'two manifests change places',
    ({ root }) => {
      renameSync(join(root, 'libs/a/Cargo.toml'), join(root, 'x'));
      renameSync(join(root, 'libs/b/Cargo.toml'), join(root, 'libs/a/Cargo.toml'));
      renameSync(join(root, 'x'), join(root, 'libs/b/Cargo.toml'));
    },
  ],
  [
    'a folder is a link to another one',
    ({ root, outside }) => {
      renameSync(join(root, 'py/d'), join(outside, 'd'));
      cpSync(join(outside, 'd'), join(outside, 'e'), { recursive: true });
      writeFileSync(join(outside, 'e/pyproject.toml'), '[project]\nname = "linked"\n');
      symlinkSync(join(outside, 'e'), join(root, 'py/d'));
    },
  ],
  [
    'a Python file imports another project',
    ({ write }) => write('py/c/c/__init__.py', 'import d\n'),
  ],
  ['it imports it no more', ({ write }) => write('py/c/tests/test_c.py', 'import os\n')],
  [
    'it imports it no more, with the same size and time',
    ({ root }) => {
      const file = join(root, 'py/c/tests/test_c.py');
      const { atime, mtime } = statSync(file);
      writeFileSync(file, 'import e\n');
      utimesSync(file, atime, mtime);
    },
  ],
  ['a Python file appears', ({ write }) => write('py/d/d/more.py', 'import c\n')],
  ['a Python file is gone', ({ root }) => rmSync(join(root, 'py/c/tests/test_c.py'))],
  ['tests appear', ({ write }) => write('py/d/tests/test_d.py', '')],
  [
    'a file of the root is appended to',
    ({ root }) => appendFileSync(join(root, 'Cargo.toml'), '\n# x'),
  ],
  [
    'the root manifest decides something',
    ({ write }) =>
      write('Cargo.toml', '[workspace]\nmembers = ["libs/*"]\n[profile.dev]\nopt-level = 1\n'),
  ],
  [
    'a version is locked',
    ({ write }) =>
      write('Cargo.lock', (repository['Cargo.lock'] ?? '').replaceAll('1.0.1', '1.0.2')),
  ],
  ['the lock is gone', ({ root }) => rmSync(join(root, 'Cargo.lock'))],
  ['a type checker is configured', ({ write }) => write('mypy.ini', '[mypy]\n')],
  ['ruff gets settings', ({ write }) => write('py/ruff.toml', '')],
  [
    'a hook of pre-commit runs ruff',
    ({ write }) => write('.pre-commit-config.yaml', 'repos: [{ hooks: [{ id: ruff }] }]\n'),
  ],
  ['a requirements file names ruff', ({ write }) => write('py/c/requirements/dev.txt', 'ruff\n')],
  [
    'a target names its interpreter',
    ({ write }) =>
      write(
        'py/d/project.json',
        '{ "targets": { "build": { "options": { "interpreter": "envs/py" } } } }',
      ),
  ],
  [
    'nx.json names an interpreter for all',
    ({ write }) =>
      write(
        'nx.json',
        '{ "targetDefaults": { "pyo3:build": { "options": { "interpreter": "envs/py" } } } }',
      ),
  ],
  ['a name is stated', ({ write }) => write('py/d/project.json', '{ "name": "stated" }')],
  ['.gitignore leaves tests out', ({ write }) => write('.gitignore', 'tests/\n')],
  ['.nxignore leaves tests out', ({ write }) => write('py/.nxignore', 'tests/\n')],
  [
    'a folder becomes a virtual environment',
    ({ write }) => write('py/c/tests/pyvenv.cfg', 'home = /usr/bin\n'),
  ],
];

/** Changes that the graph has nothing to do with. */
export const otherChanges: readonly Change[] = [
  ['a Rust file changes', ({ write }) => write('libs/a/src/lib.rs', 'fn f() {}')],
  ['a Rust file appears in a crate', ({ write }) => write('libs/a/src/more.rs', '')],
  ['a cache appears', ({ write }) => write('py/c/c/__pycache__/x.pyc', '')],
  [
    'a Python file changes that imports nothing',
    ({ write }) => write('py/d/d/__init__.py', 'x = 1\n'),
  ],
  [
    'a Python file changes around its imports',
    ({ write }) => write('py/c/tests/test_c.py', '\n\nimport d\n\n\ndef test():\n    assert d\n'),
  ],
  [
    'a manifest is written again',
    ({ write }) => write('Cargo.toml', repository['Cargo.toml'] ?? ''),
  ],
];
