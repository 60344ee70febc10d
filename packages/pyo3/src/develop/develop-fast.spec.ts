import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskSession } from '../task/session/task-session.ts';
import { develop } from './develop.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { developWorkspace, type DevelopWorkspace } from '../testing/develop-workspace.ts';

const pyproject = (more = '', module = 'a._a') =>
  `[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "a"\nversion = "1"\n${more}[tool.maturin]\nmodule-name = "${module}"\npython-source = "python"\n`;
const suffix = '.cpython-311-x86_64-linux-gnu.so';
const site = '.venv/lib/python3.11/site-packages';

let workspace: DevelopWorkspace;
let version: string;
beforeEach(() => {
  version = '1';
  workspace = developWorkspace();
  workspace.write({
    'libs/a/pyproject.toml': pyproject(),
    'libs/a/Cargo.toml':
      '[package]\nname = "a"\nversion = "1.0.0"\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.30"\n',
    'libs/a/src/lib.rs': '',
    'libs/a/python/a/__init__.py': '',
  });
  stage(`_a${suffix}`, 'first');
});
afterEach(() => workspace.delete());

/** What the target compile leaves. */
function stage(name: string, content: string, module = `a.${name.split('.')[0]}`): void {
  const digest = createHash('sha256').update(content).digest('hex');
  const folder = 'libs/a/.nx-pyo3/compile';
  if (existsSync(join(workspace.root, folder))) workspace.remove(folder);
  workspace.write({
    [`${folder}/${name}`]: content,
    [`${folder}/extension.json`]: JSON.stringify({ name, digest, module }),
  });
}

interface Job {
  readonly folder: string;
  readonly files: readonly {
    readonly name: string;
    readonly text?: string;
    readonly path?: string;
  }[];
}

/** Runs develop with a Python that packs and a uv that installs what was packed. */
async function run(options: DevelopExecutorOptions = {}, settings: Partial<TaskSession> = {}) {
  const session = workspace.session('libs/a', settings);
  let job: Job | undefined;
  const runTool: TaskSession['run'] = async (command, mode) => {
    const result = await session.run(command, mode);
    const last = command.args.at(-1) ?? '';
    if (command.args.includes('-c')) {
      job = JSON.parse(last) as Job;
      return { ...result, stdout: `words\n${job.folder}/a.whl\n` };
    }
    if (last.endsWith('.whl')) install(job);
    return result;
  };
  const able: TaskSession = { ...session, run: runTool };
  expect(await develop(able, options)).toBe(true);
  const shown = session.ran
    .filter((line) => !/^(\[install|\])$/.test(line))
    .map((line) => (line.includes(' -c ') ? 'pack' : line.split(' ').slice(0, 3).join(' ')));
  return { did: shown, printed: session.printed, details: session.details };
}

function install(job: Job | undefined): void {
  if (job === undefined) throw new Error('nothing was packed');
  for (const name of workspace.installed().filter((each) => /^a(-|\.pth)/.test(each))) {
    workspace.remove(`${site}/${name}`);
  }
  const texts = job.files.map(({ name, text, path = '' }) => [
    name,
    text ?? readFileSync(path, 'utf8'),
  ]);
  workspace.place('a', version, {
    INSTALLER: 'uv',
    'direct_url.json': `{"url":"file://${job.folder}/a.whl","archive_info":{}}`,
    ...Object.fromEntries(texts),
  });
}

const placed = () => readFileSync(join(workspace.root, `libs/a/python/a/_a${suffix}`), 'utf8');
const everything = ['pack', 'uv pip install'];

describe('a fast develop', () => {
  it('places the extension and installs the metadata, and then does nothing at all', async () => {
    const first = await run();
    expect(first.did).toEqual(everything);
    expect(first.details).toContain('a: it is not installed');
    expect(placed()).toBe('first');
    const second = await run();
    expect(second.did).toEqual([]);
    expect(second.printed).toEqual([`a is up to date in ${workspace.root}/.venv`]);
  });

  it('puts the folder of the Python sources on the path', async () => {
    await run();
    const path = readFileSync(join(workspace.root, site, 'a.pth'), 'utf8');
    expect(path).toBe(join(workspace.root, 'libs/a/python'));
  });

  describe('after the module has got another name', () => {
    const former = `libs/a/python/a/_a${suffix}`;
    const rename = () => {
      workspace.write({ 'libs/a/pyproject.toml': pyproject('', 'a._b') });
      stage(`_b${suffix}`, 'second');
    };

    it('removes the former, which Python could still import', async () => {
      await run();
      rename();
      const { printed } = await run();
      expect(existsSync(join(workspace.root, former))).toBe(false);
      expect(printed).toContain(
        `removed ${join(workspace.root, former)}: the extension before its module was renamed or moved`,
      );
    });

    it.each<readonly [string, () => void, Partial<TaskSession>]>([
      ['that git has', () => undefined, { isTracked: () => Promise.resolve(true) }],
      ['that somebody else has made since', () => workspace.write({ [former]: 'other' }), {}],
    ])('leaves one %s', async (_, meanwhile, settings) => {
      await run();
      meanwhile();
      rename();
      await run({}, settings);
      expect(existsSync(join(workspace.root, former))).toBe(true);
    });
  });

  it('starts nothing to place a newer extension', async () => {
    await run();
    stage(`_a${suffix}`, 'second');
    expect((await run()).did).toEqual([]);
    expect(placed()).toBe('second');
  });

  it.each<readonly [string, () => void]>([
    ['deleted', () => workspace.remove(`libs/a/python/a/_a${suffix}`)],
    ['overwritten', () => workspace.write({ [`libs/a/python/a/_a${suffix}`]: 'junk' })],
  ])('brings back an extension that was %s', async (_, change) => {
    await run();
    change();
    expect((await run()).did).toEqual([]);
    expect(placed()).toBe('first');
  });

  it('uses no extension that is not the one which was compiled, and changes nothing', async () => {
    workspace.write({ [`libs/a/.nx-pyo3/compile/_a${suffix}`]: 'from a poisoned cache' });
    await expect(run()).rejects.toThrow(
      `_a${suffix} is not the file that the target compile has recorded, so it is not used.`,
    );
    expect(workspace.installed()).toEqual([]);
    expect(existsSync(join(workspace.root, `libs/a/python/a/_a${suffix}`))).toBe(false);
  });

  it('removes an extension that Python would load instead, and says so', async () => {
    await run();
    workspace.write({ 'libs/a/python/a/_a.abi3.so': 'newer' });
    expect((await run()).printed[0]).toContain('_a.abi3.so: an earlier build that Python would');
    expect(existsSync(join(workspace.root, 'libs/a/python/a/_a.abi3.so'))).toBe(false);
  });

  it.each<readonly [string, () => void]>([
    ['changed entry points', () => change('[project.scripts]\na = "a:main"\n')],
    ['a version bump', () => bump()],
    ['an environment made anew', () => workspace.remove('.venv/lib')],
    ['a lost .pth', () => workspace.remove(`${site}/a.pth`)],
    ['a lost dist-info', () => workspace.remove(`${site}/a-1.dist-info`)],
    ['a maturin develop by hand', () => workspace.remove(`${site}/a-1.dist-info/nx-pyo3.json`)],
    ['a wheel from an index', () => workspace.remove(`${site}/a-1.dist-info/direct_url.json`)],
    ['half an installation', () => workspace.place('a', '0')],
  ])('installs again after %s, once', async (_, after) => {
    await run();
    after();
    expect((await run()).did).toEqual(everything);
    expect((await run()).did).toEqual([]);
  });

  it('installs what the project needs before', async () => {
    change('dependencies = ["numpy"]\n');
    expect((await run()).did).toEqual(['uv pip install', ...everything]);
    expect((await run()).did).toEqual([]);
  });

  it('places a renamed module beside new metadata', async () => {
    await run();
    workspace.write({ 'libs/a/pyproject.toml': pyproject('', 'a._b') });
    stage(`_b${suffix}`, 'renamed');
    expect((await run()).did).toEqual(everything);
    expect(existsSync(join(workspace.root, `libs/a/python/a/_b${suffix}`))).toBe(true);
  });

  it('follows a checkout that was moved', async () => {
    await run();
    const path = readFileSync(join(workspace.root, site, 'a.pth'), 'utf8');
    workspace.write({ [`${site}/a.pth`]: path.replace(workspace.root, '/old') });
    const { details } = await run();
    expect(details).toContain(`a: a.pth does not name ${path}`);
  });

  it('fails with the tool, and leaves no seal', async () => {
    const failing = { run: () => Promise.resolve({ exitCode: 1, stdout: '', stderr: '' }) };
    const session = workspace.session('libs/a', failing);
    expect(await develop(session, {})).toBe(false);
    expect((await run()).did).toEqual(everything);
  });

  function change(more: string): void {
    workspace.write({ 'libs/a/pyproject.toml': pyproject(more) });
  }
  function bump(): void {
    version = '2';
    workspace.write({ 'libs/a/pyproject.toml': pyproject().replace('"1"', '"2"') });
  }
});

describe('a fast develop of an extension without Python sources', () => {
  beforeEach(() => {
    workspace.remove('libs/a/python');
    workspace.write({
      'libs/a/pyproject.toml':
        '[build-system]\nrequires = []\nbuild-backend = "maturin"\n[project]\nname = "a"\nversion = "1"\n',
      'libs/a/a.pyi': 'stub',
    });
    stage('a.abi3.so', 'first', 'a');
  });

  it('makes a package around it, with its stub', async () => {
    expect((await run()).did).toEqual(everything);
    const text = (name: string) => readFileSync(join(workspace.root, site, 'a', name), 'utf8');
    expect(text('__init__.py')).toContain('from .a import *');
    expect(text('__init__.pyi')).toBe('stub');
    expect(text('a.abi3.so')).toBe('first');
    expect((await run()).did).toEqual([]);
  });

  it('starts nothing to place a newer one, and RECORD knows of it', async () => {
    await run();
    stage('a.abi3.so', 'second, longer', 'a');
    expect((await run()).did).toEqual([]);
    const record = readFileSync(join(workspace.root, site, 'a-1.dist-info/RECORD'), 'utf8');
    expect(record).toMatch(/^a\/a\.abi3\.so,sha256=\S+,14$/m);
  });
});

describe('maturin develop is taken', () => {
  it.each<readonly [string, () => void, DevelopExecutorOptions, Partial<TaskSession>]>([
    ['when it is asked for', () => undefined, { backend: 'maturin' }, {}],
    ['for another profile', () => undefined, { profile: 'release' }, {}],
    ['for features', () => undefined, { features: ['x'] }, {}],
    ['with arguments', () => undefined, {}, { args: ['--strip'] }],
    ['without a staged extension', () => workspace.remove('libs/a/.nx-pyo3'), {}, {}],
    ['without compile before it', () => undefined, {}, { isCompiled: false }],
    [
      'with an extension of another Python',
      () => stage('_a.cpython-312-x86_64-linux-gnu.so', 'other'),
      {},
      {},
    ],
    [
      'without maturin and uv to ask',
      () => undefined,
      {},
      { maturinPython: () => Promise.resolve(undefined) },
    ],
    [
      'for other bindings',
      () => workspace.write({ 'libs/a/pyproject.toml': `${pyproject()}bindings = "cffi"\n` }),
      {},
      {},
    ],
    [
      'for files that the build makes',
      () =>
        workspace.write({
          'libs/a/pyproject.toml': `${pyproject()}include = [{ path = "x", from = "out-dir" }]\n`,
        }),
      {},
      {},
    ],
    [
      'for data of the wheel',
      () => workspace.write({ 'libs/a/python/a.data/scripts/x': '' }),
      {},
      {},
    ],
  ])('%s', async (_, change, options, settings) => {
    change();
    expect((await run(options, settings)).did).toEqual(['maturin develop --uv']);
  });

  it('and refused where `fast` was demanded', async () => {
    const session = workspace.session('libs/a', { args: ['--strip'] });
    await expect(develop(session, { backend: 'fast' })).rejects.toThrow(
      'a:target has `backend` "fast", and only the build tool can do it: it is called with arguments for maturin.',
    );
  });
});
