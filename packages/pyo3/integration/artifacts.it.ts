import { relative, sep } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { namesIn, onlyFile } from './testing/archive.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { expectedArtifacts, importableCases } from './testing/expected-artifacts.ts';
import { executed, failed } from './testing/task-report.ts';
import { programOf, toolchain } from './testing/toolchain.ts';
import { libraryVariables, makeEmptyEnvironment } from './testing/python-environment.ts';
import { sharedRepository, type NxResult, type Workspace } from './testing/workspace.ts';

const names = expectedArtifacts.map(({ name }) => name);

async function python(venv: string, ...lines: readonly string[]): Promise<string> {
  const { stdout } = await execa(programOf(venv, 'python'), ['-c', lines.join('\n')], {
    cwd: venv,
  });
  return stdout.trim();
}

describeWithTools('develop, test, build and sdist of each layout', () => {
  let workspace: Workspace;
  let venv: string;
  let result: NxResult;
  let suffix: string;
  beforeAll(async () => {
    workspace = await sharedRepository();
    venv = workspace.path('.venv');
    suffix = await python(
      venv,
      'import sysconfig',
      'print(sysconfig.get_config_var("EXT_SUFFIX"))',
    );
    const targets = ['develop', 'test', 'build', 'sdist'];
    const args = ['-t', ...targets, '-p', ...names, 'notes-only', 'plain-count', 'apart-core'];
    result = await workspace.nx(['run-many', ...args, '--outputStyle=stream']);
  });

  it('succeed', () => {
    expect({ failed: failed(result.output), exitCode: result.exitCode }).toEqual({
      failed: [],
      exitCode: 0,
    });
  });

  describe.each(expectedArtifacts)('$name', ({ name, root, call, editable, wheel, sdist }) => {
    it('ran its tests of both languages', () => {
      expect(executed(result.output)).toContain(`${name}:pytest`);
      const crate = name === 'apart-count' ? 'apart-core' : name;
      expect(executed(result.output)).toContain(`${crate}:cargo-test`);
    });

    it('is importable', async () => {
      const [statement, expression, value] = call;
      expect(await python(venv, statement, `print(${expression})`)).toBe(value);
    });

    if (editable !== undefined) {
      it('is imported from the checkout', async () => {
        const module = call[0].split(' ')[1] ?? '';
        const file = await python(venv, `import ${module} as module`, 'print(module.__file__)');
        expect(relative(workspace.root, file).split(sep).join('/')).toBe(editable);
      });
    }

    it('has a wheel with its files and no others', async () => {
      const files = await namesIn(await onlyFile(workspace.path(`${root}/dist`), '.whl'));
      const inPackages = files.filter((file) => !file.includes('.dist-info/'));
      const expected = wheel.map((file) => (file.endsWith('*') ? file.replace('*', suffix) : file));
      expect(inPackages).toEqual([...expected].sort());
    });

    it('says the tag of the wheel', async () => {
      const path = await onlyFile(workspace.path(`${root}/dist`), '.whl');
      const [, file = ''] = /([^\\/]+)$/.exec(path) ?? [];
      const [, tag = ''] = /-1\.2\.0-(.+)\.whl$/.exec(file) ?? [];
      expect(tag).toMatch(/^cp3\d+-cp3\d+-\w+$/);
      expect(result.output).toContain(`${root}/dist/${file}  (tag ${tag})`);
    });

    it('has an sdist with all sources', async () => {
      const files = await namesIn(await onlyFile(workspace.path(`${root}/dist`), '.tar.gz'));
      expect(files).toEqual(expect.arrayContaining(['PKG-INFO', 'pyproject.toml', ...sdist]));
      expect(files.filter((file) => /\.(so|pyd|pyc)$/.test(file))).toEqual([]);
    });
  });

  it('makes wheels that work in an empty environment', async () => {
    const empty = await makeEmptyEnvironment('empty-for-wheels');
    const wheels = await Promise.all(
      expectedArtifacts.map(({ root }) => onlyFile(workspace.path(`${root}/dist`), '.whl')),
    );
    await empty.install(['--no-index', '--no-deps', ...wheels]);
    for (const { call } of expectedArtifacts) {
      const [statement, expression, value] = call;
      expect(await python(empty.venv, statement, `print(${expression})`)).toBe(value);
    }
  });

  it('makes sdists that build from source alone in an empty environment', async () => {
    const empty = await makeEmptyEnvironment('empty-for-sdists');
    const chosen = expectedArtifacts.filter(({ name }) => /^(nested|apart)/.test(name));
    const sdists = await Promise.all(
      chosen.map(({ root }) => onlyFile(workspace.path(`${root}/dist`), '.tar.gz')),
    );
    await empty.install(sdists);
    for (const { call } of chosen) {
      const [statement, expression, value] = call;
      expect(await python(empty.venv, statement, `print(${expression})`)).toBe(value);
    }
  });
});

describeWithTools("cases of maturin's test-crates", () => {
  let workspace: Workspace;
  let result: NxResult;
  beforeAll(async () => {
    workspace = await sharedRepository();
    const args = ['-t', 'pytest', '-p', ...importableCases, '--outputStyle=stream'];
    result = await workspace.nx(['run-many', ...args, '--nxBail=false']);
  });

  it.each(importableCases)('%s: its extension answers its Python tests', (name) => {
    expect(failed(result.output).filter((task) => task.startsWith(`${name}:`))).toEqual([]);
    expect(executed(result.output)).toContain(`${name}:pytest`);
  });

  it('case-bin: a program that embeds Python is installed', async () => {
    const { exitCode, output } = await workspace.nx(['run', 'case-bin:develop']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const env = await libraryVariables(toolchain().python);
    const { stdout } = await execa(programOf(workspace.path('.venv'), 'case-bin'), [], { env });
    expect(stdout).toBe('10');
  });

  it('case-bin-workspace: a program without Python is installed', async () => {
    const { exitCode, output } = await workspace.nx(['run', 'case-bin-workspace:develop']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const { stdout } = await execa(programOf(workspace.path('.venv'), 'case-bin-workspace'));
    expect(stdout).toBe('11');
  });

  it('case-pure: the wheel is for every Python from 3.9', async () => {
    const { output } = await workspace.nx(['run', 'case-pure:build']);
    expect(output).toMatch(/\(tag cp39-abi3-\w+\)/);
  });

  it('case-inheritance: the version comes from the cargo workspace', async () => {
    const { output } = await workspace.nx(['run', 'case-inheritance:sdist']);
    expect(output).toContain('dist/case_inheritance-3.4.5.tar.gz');
  });
});
