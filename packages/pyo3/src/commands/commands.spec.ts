import { describe, expect, it } from '@jest/globals';
import type { Crate } from '../project/folder/pyo3-project.ts';
import type { Command } from '../process/command.ts';
import { cargoClippy } from './cargo-clippy.ts';
import { cargoFmt } from './cargo-fmt.ts';
import { cargoBench, cargoCrateBuild, cargoCrateClean, cargoDoc, cargoRun } from './cargo-crate.ts';
import { cargoTest, cargoTests, type TestRunner } from './cargo-test.ts';
import { editableWheel } from './editable-wheel.ts';
import { editableInstall, fileInstall, requirementInstall, wheelInstall } from './installer.ts';
import { lockExport } from './lock-export.ts';
import { maturinBuild } from './maturin-build.ts';
import { maturinDevelop } from './maturin-develop.ts';
import { maturinSdist } from './maturin-sdist.ts';
import { maturinStubs } from './maturin-stubs.ts';
import { mypy } from './mypy.ts';
import { pyright } from './pyright.ts';
import { pytest } from './pytest.ts';
import { pythonBuild } from './python-build.ts';
import { ruffCheck } from './ruff-check.ts';
import { ruffFormat } from './ruff-format.ts';
import type { ToolRun } from './tool-command.ts';

const run: ToolRun = {
  tool: { name: 'tool', program: '/bin/tool', args: [], origin: 'path' },
  cwd: '/ws/libs/a',
  env: { PATH: '/bin' },
};
const crate: Crate = {
  name: 'a',
  manifestPath: 'libs/a/Cargo.toml',
  root: 'libs/a',
  cargoRoot: '.',
};
const cargo = { ...run, crate, projectRoot: 'libs/a', selection: {}, args: [] };
const everything = {
  profile: 'bench',
  features: ['x', 'y/z'],
  noDefaultFeatures: true,
  allFeatures: true,
  target: 'aarch64-apple-darwin',
};
const selected =
  '--profile bench --features x,y/z --no-default-features --all-features --target aarch64-apple-darwin';
const line = (command: Command) => command.args.join(' ');
const python = '/env/bin/python';

describe('every command', () => {
  it('runs its tool in the project folder with exactly the environment it is given', () => {
    expect(cargoTest(cargo)).toEqual({
      program: '/bin/tool',
      args: ['test', '--package', 'a'],
      cwd: '/ws/libs/a',
      env: { PATH: '/bin' },
    });
  });

  it("starts with the tool's leading arguments", () => {
    const tool = { ...run.tool, program: python, args: ['-m', 'pytest'] };
    expect(pytest({ ...run, tool, paths: ['tests'], args: ['-k', 'a and b'] })).toMatchObject({
      program: python,
      args: ['-m', 'pytest', '-k', 'a and b', 'tests'],
    });
  });
});

describe('cargo test', () => {
  it("takes the build options, then the user's arguments", () => {
    const command = cargoTest({
      ...cargo,
      selection: everything,
      args: ['f', '--', '--nocapture'],
    });
    expect(line(command)).toBe(`test --package a ${selected} f -- --nocapture`);
  });

  it('names a manifest outside of the project folder by its relative path', () => {
    const elsewhere = { ...crate, root: 'crates/core', manifestPath: 'crates/core/Cargo.toml' };
    expect(line(cargoTest({ ...cargo, crate: elsewhere }))).toBe(
      'test --manifest-path ../../crates/core/Cargo.toml --package a',
    );
  });
});

describe('clippy', () => {
  it('checks all targets, and a warning is an error', () => {
    expect(line(cargoClippy({ ...cargo, fix: false }))).toBe(
      'clippy --package a --all-targets -- -D warnings',
    );
  });

  it('puts what follows -- after its own lint levels, so that they can be overridden', () => {
    const args = ['--tests', '--', '-A', 'clippy::todo'];
    expect(line(cargoClippy({ ...cargo, selection: everything, fix: true, args }))).toBe(
      `clippy --package a --all-targets ${selected} --fix --allow-dirty --allow-staged --tests -- -D warnings -A clippy::todo`,
    );
  });
});

describe('formatters', () => {
  it.each([
    [false, 'fmt --package a', 'format .'],
    [true, 'fmt --package a --check', 'format --check .'],
  ])('with check %j', (check, rust, ruff) => {
    expect(line(cargoFmt({ ...cargo, check }))).toBe(rust);
    expect(line(ruffFormat({ ...run, check, excluded: [], args: [] }))).toBe(ruff);
  });
});

describe('ruff', () => {
  it('excludes projects inside the project, in addition to its settings', () => {
    const excluded = ['libs/a', 'libs/b'];
    const left = '--extend-exclude libs/a --extend-exclude libs/b .';
    expect(line(ruffCheck({ ...run, fix: false, excluded, args: [] }))).toBe(
      `check --no-fix --no-fix-only ${left}`,
    );
    expect(line(ruffFormat({ ...run, check: false, excluded, args: [] }))).toBe(`format ${left}`);
  });
});

describe('ruff check', () => {
  it.each([
    [false, 'check --no-fix --no-fix-only --select E .'],
    [true, 'check --fix --select E .'],
  ])('with fix %j', (fix, expected) => {
    expect(line(ruffCheck({ ...run, fix, excluded: [], args: ['--select', 'E'] }))).toBe(expected);
  });
});

describe('type checkers', () => {
  it('use the packages of the environment', () => {
    const given = { ...run, interpreter: python, excluded: [], args: ['--strict'] };
    expect(line(mypy({ ...given, paths: ['.'] }))).toBe(`--python-executable ${python} --strict .`);
    expect(line(mypy({ ...given, paths: [] }))).toBe(`--python-executable ${python} --strict`);
    expect(line(pyright({ ...given, paths: ['src'] }))).toBe(`--pythonpath ${python} --strict src`);
  });
});

describe('other runners of Rust tests', () => {
  const lines = (runner: TestRunner, documented = true, args: readonly string[] = []) =>
    cargoTests({ ...cargo, selection: { profile: 'ci' }, args }, runner, documented).map(line);

  it('are not used without a reason', () => {
    expect(lines({ nextest: false })).toEqual(['test --package a --profile ci']);
  });

  it('leave the tests of the documentation to cargo, where a library has some', () => {
    const run = 'nextest run --package a --cargo-profile ci --no-tests=pass';
    expect(lines({ nextest: true })).toEqual([run, 'test --package a --profile ci --doc']);
    expect(lines({ nextest: true }, false)).toEqual([run]);
    expect(lines({ nextest: true }, true, ['name'])).toEqual([`${run} name`]);
    expect(lines({ nextest: true, nextestSettings: '/x.toml' }, false)).toEqual([
      `${run} --tool-config-file pyo3:/x.toml`,
    ]);
  });

  it('measure the coverage', () => {
    expect(lines({ nextest: false, coverage: '/c.xml' }, false)).toEqual([
      'llvm-cov --cobertura --output-path /c.xml --package a --profile ci',
    ]);
    expect(lines({ nextest: true, coverage: '/c.xml' }, false)).toEqual([
      'llvm-cov nextest --cobertura --output-path /c.xml --package a --cargo-profile ci --no-tests=pass',
    ]);
  });
});

describe('cargo for a crate alone', () => {
  const cargo = { ...run, crate, projectRoot: 'libs/a', selection: {}, args: [] };

  it('builds, with messages that say what was made', () => {
    expect(line(cargoCrateBuild({ ...cargo, selection: everything, args: ['-q'] }))).toBe(
      `build --package a ${selected} --message-format json-render-diagnostics -q`,
    );
  });

  it('removes files of that profile and platform only', () => {
    const selection = { profile: 'release', target: 'x', features: ['y'] };
    expect(line(cargoCrateClean({ ...cargo, selection, args: ['-q'] }))).toBe(
      'clean --package a --profile release --target x --quiet',
    );
  });

  it('starts a program, whose arguments are never those of cargo', () => {
    expect(line(cargoRun(cargo))).toBe('run --package a');
    expect(line(cargoRun({ ...cargo, program: '-x', args: ['--config=y'] }))).toBe(
      'run --package a --bin=-x -- --config=y',
    );
  });

  it('documents the crate, and what it uses on request', () => {
    const doc = { ...cargo, dependencies: false, open: false };
    expect(line(cargoDoc(doc))).toBe('doc --package a --no-deps');
    expect(line(cargoDoc({ ...doc, dependencies: true, open: true, args: ['-q'] }))).toBe(
      'doc --package a --open -q',
    );
  });

  it('measures', () => {
    expect(line(cargoBench({ ...cargo, args: ['name', '--', '--nocapture'] }))).toBe(
      'bench --package a name -- --nocapture',
    );
  });
});

describe('maturin develop', () => {
  const develop = { ...run, uv: false, profileIsStated: false, args: [] };

  it.each([[undefined], ['dev']])('uses its own cargo profile for %j', (profile) => {
    expect(maturinDevelop({ ...develop, selection: profile ? { profile } : {} }).args).toEqual([
      'develop',
      '--profile',
      'dev-ext',
      '--config',
      'profile.dev-ext.inherits="dev"',
      '--config',
      'profile.dev-ext.debug=0',
      '--config',
      'profile.dev-ext.strip="debuginfo"',
    ]);
  });

  it('does not define that profile if Cargo.toml does', () => {
    const command = maturinDevelop({ ...develop, profileIsStated: true, selection: {} });
    expect(line(command)).toBe('develop --profile dev-ext');
  });

  it('uses any other profile unchanged, with uv if the environment has no pip', () => {
    const command = maturinDevelop({ ...develop, uv: true, selection: everything, args: ['-q'] });
    expect(line(command)).toBe(`develop --uv ${selected} -q`);
  });
});

describe('maturin generate-stubs', () => {
  it('compiles as the target compile does, or as requested', () => {
    const stubs = { ...run, interpreter: python, out: '/tmp/x', profileIsStated: true, args: [] };
    const start = `generate-stubs --out /tmp/x --interpreter ${python}`;
    expect(line(maturinStubs({ ...stubs, selection: {} }))).toBe(`${start} --profile dev-ext`);
    expect(line(maturinStubs({ ...stubs, selection: everything, args: ['-q'] }))).toBe(
      `${start} ${selected} -q`,
    );
  });
});

describe('maturin build', () => {
  const build = { ...run, selection: {}, interpreter: python, out: '/ws/libs/a/dist', args: [] };
  const start = `build --out /ws/libs/a/dist --interpreter ${python}`;

  it('builds a release wheel with a fixed date', () => {
    expect(line(maturinBuild(build))).toBe(`${start} --profile release`);
    expect(maturinBuild(build).env).toEqual({ PATH: '/bin', SOURCE_DATE_EPOCH: '315532800' });
  });

  it("keeps the caller's date", () => {
    const env = { SOURCE_DATE_EPOCH: '1' };
    expect(maturinBuild({ ...build, env }).env).toEqual(env);
  });

  it('passes on the requested options', () => {
    const asked = { compatibility: 'manylinux2014', strip: false, zig: true, args: ['-v'] };
    expect(line(maturinBuild({ ...build, ...asked, selection: everything }))).toBe(
      `${start} ${selected} --compatibility manylinux2014 --strip=false --zig -v`,
    );
  });
});

describe('source distributions and Python packages', () => {
  const build = { ...run, interpreter: python, out: '/ws/libs/a/dist', args: ['-v'] };

  it('maturin sdist', () => {
    expect(line(maturinSdist(build))).toBe('sdist --out /ws/libs/a/dist -v');
  });

  it.each(['wheel', 'sdist'] as const)('%s with uv or with build', (artifact) => {
    expect(line(pythonBuild({ ...build, frontend: 'uv', artifact }))).toBe(
      `build --${artifact} --python ${python} --out-dir /ws/libs/a/dist -v`,
    );
    expect(line(pythonBuild({ ...build, frontend: 'build', artifact }))).toBe(
      `--${artifact} --outdir /ws/libs/a/dist -v`,
    );
  });

  const uv = { ...run, interpreter: python, installer: 'uv' } as const;
  const pip = { ...uv, installer: 'pip' } as const;

  it('an editable install with uv or with pip', () => {
    expect(line(editableInstall(uv, ['-q']))).toBe(
      `pip install --python ${python} --editable . --no-deps -q`,
    );
    expect(line(editableInstall(pip, []))).toBe(
      '--disable-pip-version-check install --editable . --no-deps',
    );
  });

  it('an installation of only the given wheels, without an index', () => {
    expect(line(wheelInstall(uv, ['/a.whl', '/b.whl']))).toBe(
      `pip install --python ${python} --no-deps --no-index --reinstall --no-cache -- /a.whl /b.whl`,
    );
    expect(line(wheelInstall(pip, ['/a.whl']))).toBe(
      '--disable-pip-version-check install --no-deps --no-index --force-reinstall -- /a.whl',
    );
  });

  it('an installation of requirements, each one argument whatever it contains', () => {
    expect(requirementInstall(uv, ['numpy>=2; python_version < "4"'], '/c.txt').args).toEqual([
      'pip',
      'install',
      '--python',
      python,
      '--constraint',
      '/c.txt',
      '--',
      'numpy>=2; python_version < "4"',
    ]);
    expect(line(fileInstall(pip, '/r.txt'))).toBe(
      '--disable-pip-version-check install --requirement /r.txt',
    );
  });

  it('the requirements of a project in a lock file, without projects of the repository', () => {
    const none = { groups: [], extras: [] };
    expect(line(lockExport(run, python, none, ['beta'], '/r.txt'))).toBe(
      `export --quiet --frozen --no-header --no-annotate --no-emit-workspace --python ${python} --output-file /r.txt --no-emit-package beta`,
    );
  });

  it('what a lock file has for groups and extras beside the default ones', () => {
    const chosen = { groups: ['test'], extras: ['io'] };
    expect(line(lockExport(run, python, chosen, [], '/r.txt'))).toMatch(
      /--output-file \/r.txt --group test --extra io$/,
    );
  });

  it("a wheel built from the backend's metadata, with its whole job in one argument", () => {
    const job = {
      project: '/ws/libs/a b',
      folder: '/tmp/x',
      backend: 'maturin',
      files: [{ name: 'a.pth', text: '/ws/"libs"' }],
    };
    const { args } = editableWheel(run, job);
    expect(args.slice(0, 2)).toEqual(['-I', '-c']);
    expect(JSON.parse(args[3] ?? '')).toEqual(job);
  });
});
