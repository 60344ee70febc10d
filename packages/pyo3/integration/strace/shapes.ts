/** The workspaces whose tasks are traced. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { execa } from 'execa';
import { libraryGenerator } from '../../src/generators/library/generator.ts';
import { childVariables } from '../testing/child-variables.ts';
import { programOf, toolchain } from '../testing/toolchain.ts';
import {
  makeEnvironment,
  makeWorkspace,
  workspaceOf,
  type Workspace,
} from '../testing/workspace.ts';

export interface Shape {
  readonly name: string;
  readonly make: () => Promise<Workspace>;
}

/** The workspace of the matrix, with the distribution of a group that one of its tests asks for. */
export const matrixShape: Shape = {
  name: 'matrix',
  make: async () => {
    const workspace = await makeWorkspace('matrix', { name: 'strace-matrix' });
    const ignored = await workspace.read('.gitignore');
    await workspace.write('.gitignore', `${ignored}*.egg-info\n`);
    await uv(
      workspace.root,
      'pip',
      'install',
      '--quiet',
      '--python',
      python(workspace.root),
      'six',
    );
    return workspace;
  },
};

const layouts = ['mixed', 'pure', 'src'] as const;

/** As a repository of each kind looks that somebody begins today. */
export const realShapes: readonly Shape[] = [
  ...layouts.map((layout): Shape => ({
    name: layout,
    make: () => generated(`strace-${layout}`, { layout }),
  })),
  {
    name: 'setuptools-rust',
    make: () => generated('strace-setuptools-rust', { buildBackend: 'setuptools-rust' }),
  },
  {
    name: 'hatchling and uv',
    make: () =>
      written('strace-hatchling', async (root) => {
        await writeFiles(root, uvWorkspace);
        await uv(root, 'lock', '--quiet', '--directory', root);
      }),
  },
];

type LibraryOptions = Parameters<typeof libraryGenerator>[1];

function generated(name: string, options: Partial<LibraryOptions>): Promise<Workspace> {
  return written(name, async (root) => {
    const tree = createTreeWithEmptyWorkspace();
    await libraryGenerator(tree, { directory: 'libs/fast', skipFormat: true, ...options });
    await writeFiles(root, filesOf(tree));
    await execa('cargo', ['generate-lockfile', '--quiet'], { cwd: root });
  });
}

function filesOf(tree: Tree): Readonly<Record<string, string>> {
  const changes = tree.listChanges().filter(({ type }) => type !== 'DELETE');
  return Object.fromEntries(changes.map(({ path, content }) => [path, String(content ?? '')]));
}

function written(name: string, fill: (root: string) => Promise<void>): Promise<Workspace> {
  return workspaceOf(name, async (root) => {
    await mkdir(root, { recursive: true });
    await fill(root);
    await writeFiles(root, { 'package.json': '{ "private": true }\n', '.gitignore': ignored });
    const git = (...args: readonly string[]) => execa('git', args, { cwd: root });
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
    await git(...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message=shape');
    await makeEnvironment(join(root, '.venv'));
  });
}

async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

async function uv(root: string, ...args: readonly string[]): Promise<void> {
  const env = childVariables(process.env, {});
  await execa(toolchain().uv, args, { cwd: root, env, extendEnv: false });
}

function python(root: string): string {
  return programOf(join(root, '.venv'), 'python');
}

const ignored = [
  ...['node_modules', '.nx', '.venv', 'target', 'dist', '__pycache__', '*.so', '*.egg-info'],
  ...['.nx-pyo3', '.pytest_cache', '.mypy_cache', '.ruff_cache', ''],
].join('\n');

const distribution = (name: string, more = '') => `[project]
name = "${name}"
version = "0.1.0"
requires-python = ">=3.9"
${more}
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`;

/** Two distributions, one of which uses the other and a file of settings above both. */
const uvWorkspace: Readonly<Record<string, string>> = {
  'pyproject.toml': `[tool.uv.workspace]
members = ["packages/*"]

[tool.uv.sources]
core = { workspace = true }

[tool.ruff]
src = ["packages/*/src"]

[tool.mypy]
strict = true
`,
  'conftest.py':
    'from testing.header import HEADER\n\n\ndef pytest_report_header() -> str:\n    return HEADER\n',
  'testing/header.py': 'HEADER = "of the repository"\n',
  'packages/core/pyproject.toml': distribution('core'),
  'packages/core/src/core/__init__.py': 'def doubled(number: int) -> int:\n    return 2 * number\n',
  'packages/core/src/core/py.typed': '',
  'packages/core/tests/test_core.py':
    'from core import doubled\n\n\ndef test_doubled() -> None:\n    assert doubled(2) == 4\n',
  'packages/tool/pyproject.toml': distribution('tool', 'dependencies = ["core"]\n'),
  'packages/tool/src/tool/__init__.py':
    'from core import doubled\n\n\ndef main() -> None:\n    print(doubled(21))\n',
  'packages/tool/tests/test_tool.py':
    'import pytest\n\nfrom tool import main\n\n\ndef test_main(capsys: pytest.CaptureFixture[str]) -> None:\n    main()\n    assert capsys.readouterr().out == "42\\n"\n',
};
