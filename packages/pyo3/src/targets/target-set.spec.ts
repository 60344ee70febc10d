import { describe, expect, it } from '@jest/globals';
import type { TargetConfiguration } from '@nx/devkit';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { readRepository } from '../project/edges/repository.ts';
import { brokenTargets } from './broken-targets.ts';
import { interpreterOptions } from './interpreter-options.ts';
import { usesOfProjects } from './project-uses.ts';
import { settingsSets } from './settings-sets.ts';
import { targetIds, type TargetNames } from './target-names.ts';
import { targetSet, type TargetSet } from './target-set.ts';

const fingerprint = 'node fingerprint.js';
const defaults = Object.fromEntries(targetIds.map((id) => [id, id])) as TargetNames;

function targetsOf(
  name: string,
  files: Readonly<Record<string, string>>,
  names: Partial<TargetNames> = {},
): TargetSet {
  const manifests = Object.keys(files).filter((file) => /(Cargo|pyproject)\.toml$/.test(file));
  const read = manifestsOf(memoryReader(files));
  const repository = readRepository(manifests, read);
  const project = repository.projects.find((candidate) => candidate.name === name);
  const uses = project && usesOfProjects(repository, read).get(project.root);
  if (project === undefined || uses === undefined) throw new Error(`no project ${name}`);
  const interpreters = interpreterOptions(project, read.reader);
  const context = { project, uses, names: { ...defaults, ...names }, fingerprint, interpreters };
  return spelledOut(targetSet(context), settingsSets(context));
}

/** With the files that named inputs stand for in their place. */
function spelledOut(targets: TargetSet, named: ReturnType<typeof settingsSets>): TargetSet {
  return Object.fromEntries(
    Object.entries(targets).map(([name, { inputs = [], ...others }]) => {
      const files = inputs.flatMap((one) => (typeof one === 'string' && named[one]) || [one]);
      return [name, { ...others, inputs: files }];
    }),
  );
}

function target(set: TargetSet, name: string): TargetConfiguration {
  const found = set[name];
  if (found === undefined) throw new Error(`no target ${name}`);
  return found;
}

/** The inputs that name sets of files of projects: own ones as text, others as `name:set`. */
function sets({ inputs = [] }: TargetConfiguration): readonly string[] {
  return inputs.flatMap((input) => {
    if (typeof input === 'string') return input.startsWith('{workspaceRoot}') ? [] : [input];
    if (!('input' in input) || !('projects' in input)) return [];
    return [input.projects].flat().map((project) => `${String(project)}:${input.input}`);
  });
}

/** The nodes of packages in the key. */
function externals({ inputs = [] }: TargetConfiguration): readonly string[] | undefined {
  const found = inputs.find(
    (input) => typeof input !== 'string' && 'externalDependencies' in input,
  );
  return typeof found === 'object' && 'externalDependencies' in found
    ? found.externalDependencies
    : undefined;
}

const crate = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n${rest}`;
const maturin = (name: string, dependencies = '[]') =>
  `[project]\nname = "${name}"\ndependencies = ${dependencies}\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n`;
const python = (name: string, dependencies = '[]') =>
  `[project]\nname = "${name}"\ndependencies = ${dependencies}\n[build-system]\nrequires = ["hatchling"]\n`;

/** app (Python) imports lib (maturin), which is built from core; core's tests use bench. */
const files = {
  'Cargo.toml': '[workspace]\nmembers = ["crates/*", "libs/lib"]\n',
  'mypy.ini': '',
  'ruff.toml': '',
  'crates/core/Cargo.toml': crate('core', '[dev-dependencies]\nbench = { path = "../bench" }\n'),
  'crates/bench/Cargo.toml': crate('bench'),
  'libs/lib/Cargo.toml': crate(
    'lib-crate',
    '[dependencies]\npyo3 = "0.30"\ncore = { path = "../../crates/core" }\n',
  ),
  'libs/lib/src/lib.rs': '',
  'libs/lib/pyproject.toml': maturin('lib'),
  'libs/lib/tests/test_lib.py': '',
  'libs/app/pyproject.toml': python('app', '["lib"]'),
  'libs/app/tests/test_app.py': '',
};

describe('which targets a project has', () => {
  it.each([
    ['lib', targetIds.filter((id) => !/^(stubs.*|wheels.*|run|doc|bench)$/.test(id))],
    [
      'core',
      [
        ...['cargo-test', 'lint', 'format', 'test', 'lock-witness', 'fingerprint', 'build', 'doc'],
        'nx-release-publish',
      ],
    ],
    [
      'app',
      targetIds.filter((id) => !/^(cargo-test|compile|stubs.*|wheels.*|run|doc|bench)$/.test(id)),
    ],
  ])('%s', (name, expected) => {
    expect(Object.keys(targetsOf(name, files)).sort()).toEqual([...expected].sort());
  });

  it('neither develop nor build of what is never installed', () => {
    const virtual = { 'x/pyproject.toml': '[project]\nname = "x"\n', 'x/tests/test_x.py': '' };
    expect(Object.keys(targetsOf('x', virtual)).sort()).toEqual([
      'fingerprint',
      'lock-witness',
      'pytest',
      'test',
    ]);
    expect(target(targetsOf('x', virtual), 'pytest').dependsOn).toEqual(['lock-witness']);
  });

  it('neither lint nor format of Python alone where nothing names ruff', () => {
    const { 'ruff.toml': _named, ...others } = files;
    const names = Object.keys(targetsOf('app', others));
    expect(names).toContain('pytest');
    expect(names).not.toContain('lint');
    expect(names).not.toContain('format');
  });

  it.each([
    ['lint', 'clippy'],
    ['format', 'rustfmt'],
  ])('%s of an extension is for its Rust alone where nothing names ruff', (name, tool) => {
    const { 'ruff.toml': _named, ...others } = files;
    const alone = target(targetsOf('lib', others), name);
    expect(alone.options).toEqual({ tools: [tool] });
    expect(alone.metadata?.description).not.toContain('ruff');
    // In the key, also where the file that names ruff is no input.
    expect(target(targetsOf('lib', files), name).options).toBeUndefined();
  });

  it('no cargo-test for a crate that is a project of its own', () => {
    const apart = {
      'py/pyproject.toml': `${maturin('py')}[tool.maturin]\nmanifest-path = "../crates/ext/Cargo.toml"\n`,
      'crates/ext/Cargo.toml': crate('ext'),
    };
    expect(Object.keys(targetsOf('py', apart))).not.toContain('cargo-test');
    expect(sets(target(targetsOf('py', apart), 'build'))).toEqual(['wheel', 'ext:rust']);
  });

  describe('for a crate alone', () => {
    const cli = { 'cli/Cargo.toml': crate('cli'), 'cli/src/main.rs': '' };

    it('build, whose programs are cached, and run, doc and bench, which are not', () => {
      const set = targetsOf('cli', { ...cli, 'cli/benches/speed.rs': '' }, { run: 'start' });
      expect(target(set, 'build')).toMatchObject({
        executor: 'pyo3:cargo-build',
        cache: true,
        outputs: ['{projectRoot}/dist/cargo'],
        dependsOn: ['lock-witness'],
      });
      expect(sets(target(set, 'build'))).toEqual(['rust']);
      expect(sets(target(set, 'bench'))).toEqual(['rust-tests']);
      for (const [name, executor] of [
        ['start', 'pyo3:cargo-run'],
        ['doc', 'pyo3:cargo-doc'],
        ['bench', 'pyo3:cargo-bench'],
      ] as const) {
        expect(target(set, name)).toMatchObject({ executor, cache: false });
        expect(target(set, name).inputs).not.toContainEqual({ runtime: expect.anything() });
      }
      expect(target(set, 'bench').parallelism).toBe(false);
    });

    it('run and bench only where there is a program and a benchmark', () => {
      const set = Object.keys(targetsOf('core', files));
      expect(set).not.toContain('run');
      expect(set).not.toContain('bench');
    });

    it('no build for an extension that is built from another folder', () => {
      const extension = crate(
        'ext',
        '[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.30"\n',
      );
      expect(Object.keys(targetsOf('ext', { 'ext/Cargo.toml': extension }))).not.toContain('build');
      const library = crate('ext', '[lib]\ncrate-type = ["cdylib"]\n');
      expect(Object.keys(targetsOf('ext', { 'ext/Cargo.toml': library }))).toContain('build');
    });

    it('a key with the Python only where pyo3 is compiled in', () => {
      const version = '{workspaceRoot}/.python-version';
      const embedding = crate('cli', '[dependencies]\npyo3 = "0.30"\n');
      const inputs = (manifest: string) =>
        target(targetsOf('cli', { ...cli, 'cli/Cargo.toml': manifest }), 'build').inputs;
      expect(inputs(embedding)).toContain(version);
      expect(inputs(crate('cli'))).not.toContain(version);
    });
  });

  it('compile for what pyo3 binds, and develop after it', () => {
    const compiled = target(targetsOf('lib', files), 'compile');
    expect(compiled.outputs).toEqual(['{projectRoot}/.nx-pyo3/compile']);
    expect(compiled.dependsOn).toEqual(['lock-witness']);
    const develop = target(targetsOf('lib', files, { compile: 'so' }), 'develop');
    expect(develop.dependsOn).toEqual(['so', 'lock-witness']);
    const without = targetsOf('lib', files, { compile: undefined });
    expect(target(without, 'develop').dependsOn).toEqual(['lock-witness']);
  });

  it('watch beside develop, which it runs by the name that it has here', () => {
    const watch = target(targetsOf('lib', files), 'watch');
    expect(watch).toMatchObject({ executor: 'pyo3:watch', continuous: true, cache: false });
    expect(watch.options).toBeUndefined();
    expect(target(targetsOf('lib', files, { develop: 'dev' }), 'watch').options).toEqual({
      run: 'dev',
    });
    expect(Object.keys(targetsOf('lib', files, { develop: undefined }))).not.toContain('watch');
  });

  describe('stubs for an extension that describes itself', () => {
    const feature = 'pyo3 = { version = "0.30", features = ["experimental-inspect"] }';
    const described = {
      ...files,
      'libs/lib/Cargo.toml': files['libs/lib/Cargo.toml'].replace('pyo3 = "0.30"', feature),
    };

    it('and a check of them that is cached, both after compile', () => {
      const set = targetsOf('lib', described, { compile: 'so' });
      expect(target(set, 'stubs')).toMatchObject({
        executor: 'pyo3:stubs',
        cache: false,
        dependsOn: ['so', 'lock-witness'],
      });
      expect(target(set, 'stubs-check')).toMatchObject({
        executor: 'pyo3:stubs',
        cache: true,
        options: { check: true },
        outputs: [],
        dependsOn: ['so', 'lock-witness'],
      });
    });

    it('whose key holds what compile reads, the stubs and the version of maturin', () => {
      const set = targetsOf('lib', described);
      const [check, compiled] = [target(set, 'stubs-check'), target(set, 'compile')];
      const own = (check.inputs ?? []).filter(
        (input) => !compiled.inputs?.some((one) => JSON.stringify(one) === JSON.stringify(input)),
      );
      expect(own).toEqual([
        '{workspaceRoot}/libs/lib/lib.pyi',
        { runtime: `${fingerprint} distribution` },
      ]);
      const others = { 'libs/lib/lib/__init__.py': '' };
      expect(target(targetsOf('lib', { ...described, ...others }), 'stubs-check').inputs).toEqual(
        expect.arrayContaining([
          '{workspaceRoot}/libs/lib/lib/lib.pyi',
          '{workspaceRoot}/libs/lib/lib/lib/**/*.pyi',
        ]),
      );
    });

    it('also when the feature is inherited, and not when it is for tests only', () => {
      const inherited = {
        ...files,
        'Cargo.toml': `${files['Cargo.toml']}[workspace.dependencies]\n${feature}\n`,
        'libs/lib/Cargo.toml': files['libs/lib/Cargo.toml'].replace(
          '= "0.30"',
          '.workspace = true',
        ),
      };
      expect(Object.keys(targetsOf('lib', inherited))).toContain('stubs-check');
      const tests = {
        ...files,
        'libs/lib/Cargo.toml': `${files['libs/lib/Cargo.toml']}[dev-dependencies]\n${feature}\n`,
      };
      expect(Object.keys(targetsOf('lib', tests))).not.toContain('stubs-check');
    });
  });

  it.each<readonly [string, Readonly<Record<string, string | undefined>>]>([
    [
      'a program',
      { 'libs/lib/pyproject.toml': `${maturin('lib')}[tool.maturin]\nbindings = "bin"\n` },
    ],
    ['a crate without pyo3', { 'libs/lib/Cargo.toml': crate('lib-crate') }],
    ['a crate without library', { 'libs/lib/src/lib.rs': undefined }],
  ])('no compile for %s', (_, changes) => {
    const changed = Object.entries<string | undefined>({ ...files, ...changes });
    const kept = changed.flatMap(([file, text]) => (text === undefined ? [] : [[file, text]]));
    const set = targetsOf('lib', Object.fromEntries(kept) as Record<string, string>);
    expect(Object.keys(set)).not.toContain('compile');
    expect(target(set, 'develop').dependsOn).toEqual(['lock-witness']);
  });

  it('the names that the user chose, and none of those that are switched off', () => {
    const set = targetsOf('lib', files, { develop: 'dev', 'cargo-test': undefined });
    expect(Object.keys(set)).not.toContain('cargo-test');
    expect(target(set, 'pytest').dependsOn).toEqual(['dev', 'lock-witness']);
    expect(target(set, 'test').dependsOn).toEqual(['pytest', 'lock-witness']);
    expect(targetsOf('core', files, { 'cargo-test': undefined })['test']).toBeUndefined();
  });
});

describe('what decides a result', () => {
  it.each([
    ['lib', 'compile', ['rust', 'core:rust']],
    ['lib', 'build', ['wheel', 'core:rust']],
    ['lib', 'sdist', ['all-files', 'core:all-files']],
    ['lib', 'cargo-test', ['all-files', 'core:rust']],
    ['lib', 'lint', ['all-files', 'core:rust']],
    ['lib', 'pytest', ['all-files', 'core:rust']],
    ['lib', 'test', ['all-files', 'core:rust']],
    ['lib', 'develop', ['wheel', 'core:rust']],
    ['lib', 'typecheck', ['python-tests']],
    ['core', 'cargo-test', ['rust-tests', 'bench:rust']],
    ['core', 'build', ['rust']],
    ['core', 'test', ['rust-tests', 'bench:rust']],
    ['app', 'pytest', ['all-files', 'lib:wheel', 'core:rust']],
    ['app', 'develop', ['wheel', 'lib:wheel', 'core:rust']],
    ['app', 'test', ['all-files', 'lib:wheel', 'core:rust']],
    ['app', 'typecheck', ['python-tests', 'lib:python']],
    ['app', 'build', ['wheel']],
  ])('%s:%s', (name, id, expected) => {
    expect(sets(target(targetsOf(name, files), id))).toEqual(expected);
  });

  it('never two sets of one project in one task, since Nx would merge what they leave out', () => {
    for (const name of ['lib', 'core', 'app']) {
      for (const one of Object.values(targetsOf(name, files))) {
        const projects = sets(one).map((set) => (set.includes(':') ? set.split(':')[0] : name));
        expect(projects).toEqual([...new Set(projects)]);
      }
    }
  });

  it('holds toolchain and environment, and no npm package, for every cached target', () => {
    const cached = Object.entries(targetsOf('lib', files)).filter(
      ([name, { cache }]) => cache && name !== 'lock-witness',
    );
    for (const [name, one] of cached) {
      const ofMaturin = name === 'build' || name === 'sdist' ? ' distribution' : '';
      expect(one.inputs).toContainEqual({ runtime: `${fingerprint}${ofMaturin}` });
      expect(externals(one)?.filter((key) => !/^(cargo|pypi):/.test(key))).toEqual([]);
    }
  });

  it('holds the interpreters that its own targets name, for what they start and what reads their results', () => {
    const project = {
      targets: {
        compile: { options: { interpreter: 'envs/c' } },
        pytest: { options: { interpreter: 'envs/p' } },
        build: { options: { interpreter: 'envs/b' } },
      },
    };
    const set = targetsOf('lib', { ...files, 'libs/lib/project.json': JSON.stringify(project) });
    const runtimes = (name: string) =>
      (target(set, name).inputs ?? []).flatMap((input) =>
        typeof input === 'object' && 'runtime' in input ? [input.runtime] : [],
      );
    const of = (interpreter: string) => `${fingerprint} interpreter=envs/${interpreter}`;
    expect(runtimes('compile')).toEqual([of('c')]);
    // Without a lock file, what is installed there is a fact beside it.
    const installed = [of('p'), fingerprint, of('c')].map((one) =>
      one.replace(fingerprint, `${fingerprint} python`),
    );
    expect(runtimes('pytest')).toEqual([of('p'), fingerprint, of('c'), ...installed]);
    expect(runtimes('build')).toEqual([`${fingerprint} distribution interpreter=envs/b`]);
    expect(runtimes('lint')).toEqual([fingerprint, `${fingerprint} ruff`]);
    expect(runtimes('test')).toEqual(expect.arrayContaining([fingerprint, of('c'), of('p')]));
    expect(runtimes('develop')).toEqual([]);
  });

  it('starts no program for the key of develop, which is not cached', () => {
    const { inputs = [] } = target(targetsOf('lib', files), 'develop');
    expect(inputs).toContain('wheel');
    expect(inputs).not.toContainEqual({ runtime: expect.anything() });
  });

  it('holds the files above the project, whether they exist or not', () => {
    expect(target(targetsOf('lib', files), 'build').inputs).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/Cargo.lock',
        '{workspaceRoot}/rust-toolchain.toml',
        '{workspaceRoot}/.cargo/config.toml',
        '{workspaceRoot}/libs/.cargo/config.toml',
      ]),
    );
    expect(target(targetsOf('app', files), 'pytest').inputs).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/conftest.py',
        '{workspaceRoot}/Cargo.lock',
        '{workspaceRoot}/uv.lock',
        '{workspaceRoot}/libs/uv.lock',
      ]),
    );
    expect(target(targetsOf('core', files), 'lint').inputs).toContain(
      '{workspaceRoot}/clippy.toml',
    );
  });

  it('holds the settings of nextest, and which nextest there is where it has some', () => {
    const file = '.config/nextest.toml';
    const inputs = (more: Readonly<Record<string, string>>) =>
      target(targetsOf('core', { ...files, ...more }), 'cargo-test').inputs;
    const fact = { runtime: `${fingerprint} nextest` };
    expect(inputs({})).toContain(`{workspaceRoot}/${file}`);
    expect(inputs({})).not.toContainEqual(fact);
    expect(inputs({ [file]: '' })).toContainEqual(fact);
  });

  it('holds uv.lock for a crate whose tests can start Python, and for no other crate', () => {
    const locked = {
      'plain/Cargo.toml': crate('plain'),
      'bound/Cargo.toml': crate('bound', '[dependencies]\npyo3 = "0.30"\n'),
      'above/Cargo.toml': crate('above', '[dependencies]\nbound = { path = "../bound" }\n'),
      'uv.lock': '[[package]]\nname = "other"\nversion = "1.0.0"\n',
    };
    const holds = (name: string) =>
      target(targetsOf(name, locked), 'cargo-test').inputs?.includes('{workspaceRoot}/uv.lock');
    expect(['plain', 'bound', 'above'].map(holds)).toEqual([false, true, true]);
  });

  it('holds the part of pyproject.toml that the task reads, of the project and of what it imports', () => {
    const changed = (name: string, id: string, from: string, to: string) => {
      const text = files['libs/lib/pyproject.toml'];
      const after = { ...files, 'libs/lib/pyproject.toml': text.replace(from, to) };
      const nodes = (all: Readonly<Record<string, string>>) =>
        externals(target(targetsOf(name, all), id));
      return String(nodes(files)) !== String(nodes(after));
    };
    const version = ['name = "lib"', 'name = "lib"\nversion = "2"'] as const;
    expect(changed('lib', 'build', ...version)).toBe(true);
    expect(changed('lib', 'compile', ...version)).toBe(false);
    expect(changed('app', 'pytest', ...version)).toBe(true);
    expect(changed('app', 'typecheck', ...version)).toBe(true);
    expect(changed('app', 'build', ...version)).toBe(false);
    expect(changed('lib', 'compile', '[build', '[tool.maturin]\nfeatures = ["x"]\n[build')).toBe(
      true,
    );
    expect(changed('lib', 'build', '[build', '[tool.ruff]\npreview = true\n[build')).toBe(false);
    expect(target(targetsOf('app', files), 'lock-witness').inputs).toContain(
      '{workspaceRoot}/libs/lib/pyproject.toml',
    );
  });

  it('holds the folder of a crate that is no project', () => {
    const vendored = {
      'app/Cargo.toml': crate('app', '[dependencies]\nv = { path = "../vendor/v" }\n'),
    };
    expect(target(targetsOf('app', vendored), 'cargo-test').inputs).toEqual(
      expect.arrayContaining(['{workspaceRoot}/vendor/v/**/*']),
    );
  });

  it('holds what the manifests of the project and of what it uses declare', () => {
    const declared = {
      ...files,
      'crates/core/Cargo.toml': `${files['crates/core/Cargo.toml']}[package.metadata.nx-pyo3]\ninputs = ["../../proto/*.proto"]\nenv = ["PROTOC"]\n`,
    };
    for (const [name, id] of [
      ['core', 'lint'],
      ['lib', 'build'],
      ['lib', 'sdist'],
      ['app', 'pytest'],
    ] as const) {
      expect(target(targetsOf(name, declared), id).inputs).toEqual(
        expect.arrayContaining(['{workspaceRoot}/proto/*.proto', { env: 'PROTOC' }]),
      );
    }
    expect(target(targetsOf('app', declared), 'build').inputs).not.toContainEqual({
      env: 'PROTOC',
    });
  });

  it('never reaches for the whole workspace', () => {
    for (const name of ['lib', 'core', 'app']) {
      const inputs = Object.values(targetsOf(name, files)).flatMap((one) => one.inputs ?? []);
      expect(inputs).not.toContainEqual(expect.stringMatching(/^\{workspaceRoot\}\/\*/));
    }
  });
});

describe('the order of tasks', () => {
  it('is develop of what is imported, then develop, then pytest, then test', () => {
    const set = targetsOf('app', files);
    expect(target(set, 'develop').dependsOn).toEqual([
      { projects: ['lib'], target: 'develop' },
      'lock-witness',
    ]);
    expect(target(set, 'pytest').dependsOn).toEqual([
      'develop',
      { projects: ['lib'], target: 'develop' },
      'lock-witness',
    ]);
    expect(target(set, 'test').dependsOn).toEqual(['pytest', 'lock-witness']);
  });

  it('has no cycle where the projects have one, and pytest still waits for all', () => {
    const cyclic = {
      'a/pyproject.toml': python('a', '["b"]'),
      'b/pyproject.toml': python('b', '["a", "c"]'),
      'b/test_b.py': '',
      'a/test_a.py': '',
      'c/pyproject.toml': python('c'),
    };
    const develop = (name: string) => target(targetsOf(name, cyclic), 'develop').dependsOn;
    expect(develop('a')).toEqual(['lock-witness']);
    expect(develop('b')).toEqual([{ projects: ['a', 'c'], target: 'develop' }, 'lock-witness']);
    expect(target(targetsOf('a', cyclic), 'pytest').dependsOn).toEqual([
      'develop',
      { projects: ['b', 'c'], target: 'develop' },
      'lock-witness',
    ]);
  });
});

describe('what is kept', () => {
  it('the wheels and the sdists, each by a glob of its own in one folder', () => {
    const set = targetsOf('lib', files);
    expect(target(set, 'build').outputs).toEqual(['{options.out}/lib-*.whl']);
    expect(target(set, 'sdist').outputs).toEqual(['{options.out}/lib-*.tar.gz']);
  });

  it('nothing of develop and format', () => {
    const set = targetsOf('lib', files);
    expect([target(set, 'develop').cache, target(set, 'format').cache]).toEqual([false, false]);
  });
});

describe('what is shown', () => {
  it('says what a target does, with what, and how to see its options', () => {
    const set = targetsOf('lib', files, { build: 'wheel' });
    expect(target(set, 'wheel').metadata).toEqual({
      description: "Builds the release wheel into the project's dist folder",
      technologies: ['rust', 'pyo3', 'python'],
      help: {
        command: 'npx nx run lib:wheel --help',
        example: { options: { compatibility: 'manylinux_2_28' } },
      },
    });
    expect(target(targetsOf('core', files), 'lint').metadata?.description).toBe(
      'Checks the sources with clippy; warnings are failures',
    );
  });
});

describe('publishing', () => {
  const publish = (name: string, own: Readonly<Record<string, string>> = files) =>
    target(targetsOf(name, own), 'nx-release-publish');

  it('follows what is needed to build and to install, not what tests need, and is never cached', () => {
    expect(publish('app')).toMatchObject({
      executor: 'pyo3:release-publish',
      cache: false,
      dependsOn: [{ projects: ['lib'], target: 'nx-release-publish' }],
    });
    expect(publish('lib').dependsOn).toEqual([
      { projects: ['core'], target: 'nx-release-publish' },
    ]);
    expect(publish('core').dependsOn).toBeUndefined();
  });

  it('has an order also where packages depend on each other', () => {
    const cycle = {
      'a/pyproject.toml': python('a', '["b"]'),
      'b/pyproject.toml': python('b', '["a"]'),
    };
    expect(publish('a', cycle).dependsOn).toBeUndefined();
    expect(publish('b', cycle).dependsOn).toEqual([
      { projects: ['a'], target: 'nx-release-publish' },
    ]);
  });
});

describe('a broken project', () => {
  it('keeps every target that is not switched off; each says what is wrong', () => {
    const error = new Pyo3Error({
      code: 'toml-syntax',
      message: 'This is not valid TOML.',
      location: { file: 'x/Cargo.toml', line: 3, column: 7 },
      hint: 'Correct the file.',
    });
    const targets = brokenTargets(error, { ...defaults, build: 'wheel', sdist: undefined });
    expect(Object.keys(targets)).toEqual([
      'compile',
      'develop',
      'watch',
      'cargo-test',
      'pytest',
      'test',
      'lint',
      'format',
      'typecheck',
      'stubs',
      'stubs-check',
      'wheel',
      'run',
      'doc',
      'bench',
      'wheels',
      'wheels-check',
      'wheels-test',
      'nx-release-publish',
      'fingerprint',
      'lock-witness',
    ]);
    expect(targets['wheel']).toMatchObject({
      executor: 'pyo3:broken',
      cache: false,
      options: {
        message: 'This is not valid TOML.',
        code: 'toml-syntax',
        file: 'x/Cargo.toml',
        line: 3,
        column: 7,
        hint: 'Correct the file.',
      },
    });
  });
});
