import { readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { namesIn } from './testing/archive.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { fromCache } from './testing/task-report.ts';
import { programOf } from './testing/toolchain.ts';
import { makeWorkspace, type Workspace } from './testing/workspace.ts';

const manifest = `[package]
name = "stable"
version = "0.1.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[dependencies]
pyo3 = { version = "0.30", features = ["abi3-py39"] }
`;
const pyproject = `[build-system]
requires = ["maturin>=1.16,<2"]
build-backend = "maturin"

[project]
name = "stable"
dynamic = ["version"]
requires-python = ">=3.9"

[tool.maturin.sbom]
rust = false
`;
const source = `#[pyo3::pymodule]
mod stable {
    #[pyo3::pyfunction]
    fn one(values: Vec<i64>) -> i64 {
        values[0]
    }
}
`;
const tests = `from stable import one


def test_one() -> None:
    assert one([7]) == 7
`;
const stream = '--outputStyle=stream';
const settings = '\n[tool.nx-pyo3.wheels]\npython = ["3.12"]\n';

// The platform that needs neither zig nor a container; every other machine would skip all of it.
const isHere = process.platform === 'linux' && process.arch === 'x64';
const suite = isHere ? describeWithTools : describe.skip;

suite('the wheels of a library for each Python, and of one for the stable ABI', () => {
  let workspace: Workspace;
  const wheels = (folder: string) => readdirSync(workspace.path(folder));
  const inDist = 'dist/wheels/cp312-linux_x86_64';

  beforeAll(async () => {
    workspace = await makeWorkspace('rooted', { name: 'wheels' });
    const { write, replace } = workspace;
    await replace('Cargo.toml', 'members = ["crates/*"]', 'members = ["crates/*", "stable"]');
    await replace('pyproject.toml', '\n# maturin', `${settings}\n# maturin`);
    await write('stable/Cargo.toml', manifest);
    await write('stable/pyproject.toml', pyproject);
    await write('stable/src/lib.rs', source);
    const wheelsOption = { platforms: ['linux_x86_64', 'win_amd64'] };
    await write(
      'nx.json',
      JSON.stringify({ plugins: [{ plugin: 'pyo3', options: { wheels: wheelsOption } }] }),
    );
  });

  it('are built, each in its own folder; one that cannot be built is named with the reason', async () => {
    const { exitCode, output } = await workspace.nx(['run-many', '-t', 'wheels', stream]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(wheels(inDist)).toEqual(['rooted-1.2.0-cp312-cp312-linux_x86_64.whl']);
    expect(wheels('stable/dist/wheels/cp39-abi3-linux_x86_64')).toEqual([
      'stable-0.1.0-cp39-abi3-linux_x86_64.whl',
    ]);
    expect(output).toContain(
      "skipped cp312-win_amd64: this machine cannot build it. It is not Windows, and Microsoft's linker is nowhere else.",
    );
    const names = await namesIn(
      workspace.path(`${inDist}/rooted-1.2.0-cp312-cp312-linux_x86_64.whl`),
    );
    expect(names).toContain('rooted/rooted.cpython-312-x86_64-linux-gnu.so');
  });

  it('contain no path of this machine, and pass every check', async () => {
    const { exitCode, output } = await workspace.nx(['run-many', '-t', 'wheels-check', stream]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('files were checked');
  });

  it('are tested outside of the tree on each interpreter that they support, the sdist too', async () => {
    await workspace.write('stable/tests/test_stable.py', tests);
    const run = ['run', 'stable:wheels-test', stream];
    const { exitCode, output } = await workspace.nx(run);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('1 passed');
    expect(output).toMatch(/cp39-abi3-linux_x86_64: CPython 3\.\d+/);
    expect(output).toContain('skipped cp39-abi3-win_amd64: There is no wheel');
    expect(output).toContain('the sdist was built from its own files');
    expect(fromCache((await workspace.nx(run)).output)).toEqual(
      expect.arrayContaining([
        'stable:wheels-test--cp39-abi3-linux_x86_64',
        'stable:wheels-test--sdist',
      ]),
    );
  });

  it('are not mistaken for another package of the name that the tests import', async () => {
    await workspace.write('decoy/stable.py', 'def one(values: list[int]) -> int:\n    return 7\n');
    const decoy = JSON.stringify(workspace.path('decoy'));
    const conftest = `import sys\n\nsys.path.insert(0, ${decoy})\n`;
    await workspace.write('stable/tests/conftest.py', conftest);
    const { exitCode, output } = await workspace.nx([
      ...['run', 'stable:wheels-test--cp39-abi3-linux_x86_64', '--excludeTaskDependencies'],
    ]);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('1 passed');
    expect(output).toContain(
      `imported stable from ${workspace.path('decoy/stable.py')}, not from the wheel. [wheel-invalid]`,
    );
    // The key of the project in the root would hold them.
    for (const folder of ['decoy', 'stable/tests']) {
      await rm(workspace.path(folder), { recursive: true });
    }
  });

  it('are taken from the cache, but for what has changed', async () => {
    await workspace.replace('stable/src/lib.rs', 'values[0]', 'values[0] + 1');
    const { output } = await workspace.nx(['run-many', '-t', 'wheels', stream]);
    expect(fromCache(output)).toContain('rooted:wheels--cp312-linux_x86_64');
    expect(fromCache(output)).not.toContain('stable:wheels--cp39-abi3-linux_x86_64');
  });

  it('are refused with each thing that is wrong', async () => {
    const [name = ''] = wheels(inDist);
    const renamed = workspace.path(`${inDist}/${name.replaceAll('cp312', 'cp313')}`);
    await rename(workspace.path(`${inDist}/${name}`), renamed);
    // What a build script could have written.
    const leak = `with zipfile.ZipFile(sys.argv[1], "a") as z: z.writestr("leak.txt", sys.argv[2])`;
    const python = programOf(workspace.path('.venv'), 'python');
    const text = `built in ${workspace.root}/target`;
    await execa(python, ['-c', `import sys, zipfile\n${leak}`, renamed, text]);
    const run = ['run', 'rooted:wheels-check', '--excludeTaskDependencies'];
    const { exitCode, output } = await workspace.nx(run);
    expect(exitCode).not.toBe(0);
    for (const problem of [
      'its name has the tags cp313-cp313-linux_x86_64, and WHEEL cp312-cp312-linux_x86_64',
      `leak.txt contains ${workspace.root}/, a path of the machine that built it`,
      'RECORD does not have the digest of leak.txt',
      '[wheel-invalid]',
    ]) {
      expect(output).toContain(problem);
    }
  });

  it('are an error where one is required that cannot be built', async () => {
    const run = await workspace.nx(['run', 'rooted:wheels--cp312-win_amd64'], {
      NX_PYO3_WHEELS: 'require',
      NX_SKIP_NX_CACHE: 'true',
    });
    expect(run.exitCode).not.toBe(0);
    expect(run.output).toContain('[wheel-missing]');
    const listed = await workspace.nx(['run', 'rooted:wheels', '--complete']);
    expect(listed.exitCode).not.toBe(0);
    expect(listed.output).toContain('rooted has no wheel cp312-win_amd64 in dist/wheels.');
  });
});
