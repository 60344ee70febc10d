/**
 * Repositories as people have them, rebuilt from the shapes of public ones: what `pyo3:init` changes, and
 * whether the targets do what the repository's own commands do.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { programOf, toolchain } from './testing/toolchain.ts';
import { makeEnvironment, workspaceOf, type Workspace } from './testing/workspace.ts';

type Files = Readonly<Record<string, string>>;

const python = (name: string, more = ''): string =>
  `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n[project]\nname = "${name}"\nversion = "1.0.0"\n${more}`;
const crate = (name: string, more = ''): string =>
  `[package]\nname = "${name}"\nversion = "1.0.0"\nedition = "2021"\npublish = false\n${more}`;
const importing = (module: string): string =>
  `import ${module}\n\n\ndef test_it() -> None:\n    assert ${module}\n`;

/** A repository in git, with a lock file for each program that is named, and the plugin beside it. */
async function repositoryOf(
  name: string,
  files: Files,
  locks: readonly ('cargo' | 'uv')[] = [],
): Promise<Workspace> {
  const workspace = await workspaceOf(`adoption-${name}`, async (root) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
    if (locks.includes('cargo')) await execa('cargo', ['generate-lockfile'], { cwd: root });
    if (locks.includes('uv')) await execa(toolchain().uv, ['lock', '--quiet'], { cwd: root });
    await git(root, 'init', '--quiet', '--initial-branch=main');
    await git(root, 'add', '--all');
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
    await git(root, ...author, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'shape');
  });
  await workspace.write('nx.json', '{ "neverConnectToCloud": true, "analytics": false }\n');
  return workspace;
}

async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  return (await execa('git', args, { cwd })).stdout;
}

/** Lines that are added or gone since the commit, file by file. */
async function changes({ root }: Workspace): Promise<readonly string[]> {
  await git(root, 'add', '--all', '--intent-to-add');
  const diff = await git(root, 'diff', '--unified=0');
  return diff.split('\n').filter((line) => /^(\+\+\+ |[+-](?![+-]))/.test(line) && line !== '+');
}

/** Exit codes of what says that a lock file agrees with the manifests. */
async function lockChecks({ root }: Workspace): Promise<readonly (number | undefined)[]> {
  const options = { cwd: root, reject: false } as const;
  const cargo = ['metadata', '--locked', '--format-version=1', '--quiet'];
  return [
    (await execa('cargo', cargo, options)).exitCode,
    (await execa(toolchain().uv, ['lock', '--check'], options)).exitCode,
  ];
}

/** What pytest counts, by its last line. */
function counts(output: string): string | undefined {
  return /\d+ (?:passed|failed)[^=\n]*?(?= in )/.exec(output)?.[0];
}

describeWithTools('a lone crate with a lock file', () => {
  let workspace: Workspace;
  let checks: readonly (number | undefined)[];
  let said: string;

  beforeAll(async () => {
    const manifest = crate('lone', '\n[dependencies]\ncfg-if = "1"\n');
    const files = { 'Cargo.toml': manifest, 'src/lib.rs': '', '.gitignore': '/target\n' };
    workspace = await repositoryOf('lone', files, ['cargo']);
    checks = await lockChecks(workspace);
    ({ output: said } = await workspace.nx(['g', 'pyo3:init']));
  });

  it('keeps its manifest and its lock file', async () => {
    expect(await changes(workspace)).toEqual([
      ...['+++ b/.gitignore', '+# Rust and Python', '+.venv/', '+**/dist/cargo/', '+.nx-pyo3/'],
      ...['+# Nx', '+.nx/cache', '+.nx/workspace-data'],
    ]);
    expect(await lockChecks(workspace)).toEqual(checks);
  });

  it('is told what was changed, and at the end what to type', () => {
    expect(said).toContain('nx.json: names the plugin');
    expect(said).toMatch(/Next steps:\s+npx nx run-many -t test/);
  });

  it('compiles nothing for tests that it does not have', async () => {
    const { output, exitCode } = await workspace.nx(['test', 'lone']);
    expect(exitCode).toBe(0);
    expect(output).not.toContain('Compiling');
  });

  it('becomes a workspace with the first library, with the versions that it had', async () => {
    const before = await workspace.read('Cargo.lock');
    const { output } = await workspace.nx(['g', 'pyo3:lib', 'libs/fast']);
    expect(await workspace.read('Cargo.toml')).toMatch(
      /\[workspace\]\nmembers = \["libs\/fast"\]\n$/,
    );
    expect((await lockChecks(workspace))[0]).toBe(0);
    const cfgIf = /name = "cfg-if"\nversion = "[^"]+"/;
    expect(cfgIf.exec(await workspace.read('Cargo.lock'))?.[0]).toBe(cfgIf.exec(before)?.[0]);
    expect(output).toContain('UPDATE Cargo.lock');
  });
});

describeWithTools('a uv project with groups and a lock file', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await repositoryOf(
      'uv',
      {
        'pyproject.toml': python(
          'grouped',
          '\n[dependency-groups]\ndev = [{ include-group = "lint" }]\nlint = ["ruff"]\nqa = ["pytest", "attrs"]\n\n[tool.uv]\ndefault-groups = ["dev", "qa"]\n',
        ),
        'grouped/__init__.py': '',
        'tests/test_attr.py': importing('attr'),
        '.gitignore': '.*_cache\n.nx\n.venv\n*.py[cod]\n/dist\n.nx-pyo3\n*.so\n',
      },
      ['uv'],
    );
    await makeEnvironment(workspace.path('.venv'));
  });

  it('is as it was after init, its lock file too', async () => {
    const before = await lockChecks(workspace);
    expect(before[1]).toBe(0);
    await workspace.nx(['g', 'pyo3:init']);
    expect(await changes(workspace)).toEqual([]);
    expect(await lockChecks(workspace)).toEqual(before);
  });

  it('is tested with the default groups', async () => {
    const { output } = await workspace.nx(['run', 'grouped:pytest']);
    expect(counts(output)).toBe('1 passed');
  });
});

describeWithTools('Python projects of many makes', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await repositoryOf('python', {
      '.gitignore': '.*_cache\n.nx\n.venv\n*.py[cod]\ndist\n.nx-pyo3\n*.so\n*.pyd\n',
      'extra/pyproject.toml': python(
        'extra',
        '\n[project.optional-dependencies]\ntesting = ["attrs"]\n',
      ),
      'extra/extra/__init__.py': '',
      'extra/tests/test_attr.py': importing('attr'),
      // Only poetry's own tables, and a project of the repository by its path.
      'poems/pyproject.toml':
        '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n\n[tool.poetry]\nname = "poems"\nversion = "1.0.0"\ndescription = ""\nauthors = []\n\n[tool.poetry.dependencies]\npython = "^3.9"\nextra = { path = "../extra", develop = true }\n\n[tool.poetry.group.test.dependencies]\nxmltodict = "^0.13"\n',
      'poems/poems/__init__.py': '',
      'poems/poems/tests/test_xml.py': `import extra\n${importing('xmltodict')}`,
      'lists/pyproject.toml': python('lists'),
      'lists/lists/__init__.py': '',
      'lists/requirements/tests.txt': 'defusedxml==0.7.1\n',
      'lists/unit_tests/test_xml.py': importing('defusedxml'),
      'config/pyproject.toml': python('config'),
      'config/setup.cfg': '[tool:pytest]\npython_files = check_*.py\ntestpaths = checks\n',
      'config/config/__init__.py': '',
      'config/checks/check_it.py': 'def test_a():\n    pass\n\n\ndef test_b():\n    pass\n',
    });
    await makeEnvironment(workspace.path('.venv'));
    await workspace.nx(['g', 'pyo3:init']);
  });

  it('are as they were after init', async () => {
    expect(await changes(workspace)).toEqual([]);
  });

  it.each(['extra', 'poems'])('are tested with the extra or the group for tests', async (name) => {
    expect(counts((await workspace.nx(['run', `${name}:pytest`])).output)).toBe('1 passed');
  });

  it('say where a missing module is required', async () => {
    const { exitCode, output } = await workspace.nx(['run', 'lists:pytest']);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('named by lists/requirements/tests.txt');
  });

  it('are collected as pytest does by setup.cfg', async () => {
    const { output } = await workspace.nx(['run', 'config:pytest']);
    const own = await execa(programOf(workspace.path('.venv'), 'python'), ['-m', 'pytest', '-q'], {
      cwd: workspace.path('config'),
    });
    expect(counts(output)).toBe(counts(own.stdout));
    expect(counts(output)).toBe('2 passed');
  });
});

describeWithTools('a package in the root, with members, vendored crates and an extension', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await repositoryOf('root', {
      '.gitignore': '.*_cache\n.nx\n.venv\n*.py[cod]\ndist\n.nx-pyo3\n*.so\n*.pyd\ntarget\n',
      'pyproject.toml': python('rootpkg', '\n[tool.mypy]\nstrict = true\n'),
      'rootpkg/__init__.py': 'ANSWER: int = 42\n',
      'tests/test_root.py': importing('rootpkg'),
      'libs/member/pyproject.toml': python('member'),
      'libs/member/member/__init__.py': 'ANSWER: str = 42\n',
      'libs/member/tests/test_member.py': importing('nowhere'),
      'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n',
      'crates/linked/Cargo.toml': crate(
        'linked',
        '\n[dependencies]\npyo3-ffi = "0.27"\n\n[features]\ndefault = ["ext", "answer"]\next = ["pyo3-ffi/extension-module"]\nanswer = []\n',
      ),
      'crates/linked/src/lib.rs':
        '#[test]\nfn calls_python() {\n    assert!(cfg!(feature = "answer"));\n    assert_eq!(unsafe { pyo3_ffi::Py_IsInitialized() }, 0);\n}\n',
      'vendor/fnv/Cargo.toml': crate('fnv'),
      'vendor/fnv/.cargo-checksum.json': '{"files":{}}',
      'vendor/fnv/src/lib.rs': '',
    });
    await makeEnvironment(workspace.path('.venv'));
    await workspace.nx(['g', 'pyo3:init']);
  });

  it('is as it was, also after sync', async () => {
    await workspace.nx(['sync']);
    expect(await changes(workspace)).toEqual([]);
  });

  it('has no project of a vendored crate', async () => {
    const { stdout } = await workspace.nx(['show', 'projects', '--json']);
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(['linked', 'member', 'rootpkg']);
  });

  it('leaves tests and types of its members to them', async () => {
    const { output } = await workspace.nx(['run', 'rootpkg:pytest']);
    expect(counts(output)).toBe('1 passed');
    expect((await workspace.nx(['run', 'rootpkg:typecheck'])).exitCode).toBe(0);
  });

  it('links tests of a crate that has extension-module by default', async () => {
    const { exitCode, output } = await workspace.nx(['run', 'linked:cargo-test']);
    expect(output).toContain('1 passed');
    expect(exitCode).toBe(0);
  });
});
