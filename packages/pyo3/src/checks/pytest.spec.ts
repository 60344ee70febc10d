import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diskReader } from '../files/disk.ts';
import { memoryReader } from '../files/memory.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { pythonProject } from '../testing/projects.ts';
import { testPython } from './pytest.ts';

describe('pytest', () => {
  it('passes on paths and arguments', async () => {
    const session = fakeSession({ args: ['-k', 'foo'] });
    expect(await testPython(session, { paths: ['tests'] })).toBe(true);
    expect(session.ran).toEqual(['pytest -k foo tests']);
  });

  it('writes the reports that are asked for into a folder of its own, which is empty before', async () => {
    const root = mkdtempSync(join(tmpdir(), 'pyo3-reports-'));
    const folder = join(root, 'libs/a/reports/pytest');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'junit.xml'), 'of an earlier run');
    const session = fakeSession({ workspaceRoot: root });
    await testPython(session, { coverage: true, junit: true });
    const [coverage, junit] = ['coverage.xml', 'junit.xml'].map((name) => join(folder, name));
    expect(session.ran).toEqual([
      `pytest --cov --cov-report=term --cov-report=xml:${coverage} --junitxml=${junit}`,
    ]);
    expect(readdirSync(folder)).toEqual([]);
    await testPython(session, {});
    expect(existsSync(folder)).toBe(false);
    rmSync(root, { recursive: true });
  });

  it('says what coverage needs', async () => {
    const root = mkdtempSync(join(tmpdir(), 'pyo3-reports-'));
    const stderr = 'error: unrecognized arguments: --cov --cov-report=term';
    const session = fakeSession({
      workspaceRoot: root,
      results: { pytest: { exitCode: 4, stderr } },
    });
    expect(await testPython(session, { coverage: true })).toBe(false);
    expect(session.printed[0]).toContain('`coverage` of a:target needs pytest-cov');
    rmSync(root, { recursive: true });
  });

  it('leaves projects inside this one to their own tasks, unless they are named', async () => {
    const inside = { testedInside: ['libs/b', 'libs/c'] };
    const project = { ...pythonProject, root: '.', testPaths: ['tests', 'libs/c/tests'] };
    const session = fakeSession({ ...inside, project });
    await testPython(session, {});
    expect(session.ran).toEqual(['pytest --ignore libs/b']);
    const named = fakeSession({ ...inside, project, args: ['libs/b/tests/test_b.py'] });
    await testPython(named, {});
    expect(named.ran).toEqual(['pytest libs/b/tests/test_b.py']);
  });

  it('says where a module that is missing is required', async () => {
    const session = fakeSession({
      reader: memoryReader({
        'libs/a/pyproject.toml':
          '[project]\nname = "a"\n[project.optional-dependencies]\nqa = ["xmltodict>=1"]\n',
      }),
      results: {
        pytest: { exitCode: 2, stdout: "E   ModuleNotFoundError: No module named 'xmltodict'" },
      },
    });
    await testPython(session, {});
    expect(session.printed).toEqual([
      'xmltodict is in the extra "qa" of libs/a/pyproject.toml, which is not installed. → Add to libs/a/pyproject.toml: [tool.nx-pyo3] extras = ["qa"]',
    ]);
  });

  it('refuses tests that would import the module of another distribution', async () => {
    const root = mkdtempSync(join(tmpdir(), 'pyo3-shadowed-'));
    const write = (path: string, text = '') => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    const site = '.venv/lib/python3.11/site-packages';
    const install = (name: string) => {
      write(`mods/${name}/src/thing/__init__.py`);
      write(`${site}/${name}.pth`, `${join(root, 'mods', name, 'src')}\n`);
      write(`${site}/${name}-1.dist-info/RECORD`, `${name}.pth,,\n`);
    };
    install('lts');
    install('std');
    const python = await fakeSession().python();
    const tested = (name: string, settings = '') => {
      write(`mods/${name}/pyproject.toml`, settings);
      const distribution = { name, normalizedName: name, pyprojectPath: '' };
      return fakeSession({
        workspaceRoot: root,
        reader: diskReader(root),
        project: { ...pythonProject, root: `mods/${name}`, testPaths: [], distribution },
        python: () =>
          Promise.resolve({
            ...python,
            interpreter: { ...python.interpreter, sitePackages: join(root, site) },
          }),
      });
    };
    expect(await testPython(tested('lts'), {})).toBe(true);
    await expect(testPython(tested('std'), {})).rejects.toThrow(
      '`import thing` takes mods/lts/src/thing of lts, and not the module thing of std in mods/std.',
    );
    const own = '[tool.pytest.ini_options]\npythonpath = ["src"]\n';
    expect(await testPython(tested('std', own), {})).toBe(true);
    rmSync(root, { recursive: true });
  });

  it('says what it means that nothing was collected, and fails as pytest does', async () => {
    const session = fakeSession({ results: { pytest: { exitCode: 5 } } });
    expect(await testPython(session, {})).toBe(false);
    expect(session.printed).toEqual([
      'pytest found no tests in libs/a. → Name files test_*.py and functions test_*, or check the arguments -k and -m.',
    ]);
  });
});
