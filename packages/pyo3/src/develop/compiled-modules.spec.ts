import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { interpreterFixture, environmentFixture } from '../testing/environments.ts';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { unknownCompile } from './compiled-modules.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { develop } from './develop.ts';
import { developWorkspace, doing, type DevelopWorkspace } from '../testing/develop-workspace.ts';

const manifest = (more = '') =>
  `[build-system]\nrequires = ["setuptools", "setuptools-rust"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "a"\nversion = "1"\n[tool.setuptools.packages.find]\nwhere = ["python"]\n[[tool.setuptools-rust.ext-modules]]\ntarget = "a._a"\nfeatures = ["fast"]\n${more}`;
const placed = 'libs/a/python/a/_a.cpython-311-x86_64-linux-gnu.so';

let workspace: DevelopWorkspace;
/** What cargo makes of the sources. */
let compiled: string;
beforeEach(() => {
  compiled = 'one';
  workspace = developWorkspace();
  workspace.write({
    'libs/a/pyproject.toml': manifest(),
    'libs/a/Cargo.toml': '[package]\nname = "a"\nversion = "1.0.0"\n',
    'libs/a/python/a/__init__.py': '',
  });
});
afterEach(() => workspace.delete());

/** Runs develop; gives its commands. */
async function run(options: DevelopExecutorOptions = {}, env: TaskSession['env'] = {}) {
  const session = workspace.session('libs/a', { env });
  const cargo = () => {
    workspace.write({ 'target/debug/liba.so': compiled });
    const message = {
      reason: 'compiler-artifact',
      manifest_path: `${workspace.root}/libs/a/Cargo.toml`,
      target: { crate_types: ['cdylib'] },
      filenames: [`${workspace.root}/target/debug/liba.so`],
    };
    return { stdout: `${JSON.stringify(message)}\n` };
  };
  const told: unknown[] = [];
  const run = doing(session.run, (line, command) => {
    if (line.startsWith('rustc')) return cargo();
    if (!line.includes('--editable')) return undefined;
    told.push(command.env['SETUPTOOLS_RUST_CARGO_PROFILE']);
    workspace.write({ [placed]: compiled });
    const url = `file://${workspace.root}/libs/a`;
    workspace.place('a', '1', {
      INSTALLER: 'uv',
      'direct_url.json': JSON.stringify({ url, dir_info: { editable: true } }),
      'a.pth': `${workspace.root}/libs/a/python`,
    });
    return undefined;
  });
  expect(await develop({ ...session, run }, options)).toBe(true);
  const commands = session.ran.filter((line) => !/^(\[install|\])$/.test(line));
  const { printed, details } = session;
  return { commands: [...new Set(commands)], printed, details, told };
}

const editable = 'uv pip install --python /ws/.venv/bin/python --editable . --no-deps';
const cargo =
  'cargo rustc --lib --message-format json-render-diagnostics --manifest-path Cargo.toml --features pyo3/extension-module fast --crate-type cdylib';

const describeElsewhere = process.platform === 'darwin' ? describe.skip : describe;

describeElsewhere('develop of a setuptools-rust project [not on macOS]', () => {
  it('is an editable install, and afterwards no more than a question to cargo', async () => {
    expect((await run()).commands).toEqual([editable]);
    const second = await run();
    expect(second.commands).toEqual([cargo]);
    expect(second.printed).toEqual([`a is up to date in ${workspace.root}/.venv`]);
  });

  it.each<readonly [string, () => void]>([
    ['cargo makes something else of the sources', () => (compiled = 'two')],
    ['the extension is another one', () => workspace.write({ [placed]: 'other' })],
    ['the extension is gone', () => workspace.remove(placed)],
    [
      'there is a second one, which Python may load',
      () => workspace.write({ 'libs/a/python/a/_a.abi3.so': 'one' }),
    ],
    ['the manifest is another', () => workspace.write({ 'libs/a/pyproject.toml': manifest('#') })],
  ])('is one again when %s', async (_, change) => {
    await run();
    change();
    expect((await run()).commands).toContain(editable);
  });

  it('is one with the profile of the option, about which cargo is asked afterwards', async () => {
    await run();
    compiled = 'optimized';
    const first = await run({ profile: 'release' });
    expect(first.commands).toEqual([`${cargo} --profile release`, editable]);
    expect(first.told).toEqual(['release']);
    expect((await run({ profile: 'release' })).commands).toEqual([`${cargo} --profile release`]);
  });

  it('is one with the profile of the variable, or of the manifest', async () => {
    const env = { SETUPTOOLS_RUST_CARGO_PROFILE: 'fast' };
    expect((await run({ profile: 'dev' }, env)).commands).toEqual([editable]);
    expect((await run({ profile: 'dev' }, env)).commands).toEqual([`${cargo} --profile fast`]);
    workspace.write({ 'libs/a/pyproject.toml': manifest('debug = false\n') });
    expect((await run()).told).toEqual([undefined]);
    expect((await run()).commands).toEqual([`${cargo} --profile release`]);
    // The variable wins over the manifest.
    expect((await run({}, env)).commands).toEqual([`${cargo} --profile fast`]);
  });

  it('refuses options of maturin, with the line for pyproject.toml', async () => {
    await expect(run({ features: ['x'] })).rejects.toMatchObject({
      code: 'option-invalid',
      hint: expect.stringContaining('features = ["…"]'),
    });
    await expect(run({ noDefaultFeatures: true })).rejects.toMatchObject({
      code: 'option-invalid',
    });
    expect((await run({ features: [], noDefaultFeatures: false })).commands).toEqual([editable]);
  });

  it('is one each time where only setuptools-rust knows how it compiles', async () => {
    workspace.write({ 'libs/a/pyproject.toml': manifest('args = ["--locked"]\n') });
    await run();
    const again = await run();
    expect(again.commands).toEqual([editable]);
    expect(again.details).toContain('a is installed each time: "args" changes the build');
  });
});

describe('it is not known how setuptools-rust compiles', () => {
  const environment = environmentFixture({ interpreter: interpreterFixture({}) });
  const reason = (
    text: string,
    { config = false, env = {}, platform = 'linux' as NodeJS.Platform } = {},
  ) => unknownCompile(readPyproject(text, 'pyproject.toml'), environment, config, env, platform);

  it('but for modules of PyO3 in pyproject.toml', () => {
    expect(reason(manifest())).toBeUndefined();
    const keys = 'rust-version = ">=1.64"\npy-limited-api = "auto"\n';
    expect(reason(manifest(keys))).toBeUndefined();
  });

  it('where the wheel is for a limited API', () => {
    const unknown = '"py-limited-api" changes the build';
    expect(reason(manifest('py-limited-api = true\n'))).toBe(unknown);
    const wheel = '[tool.distutils.bdist_wheel]\npy-limited-api = "cp39"\n';
    expect(reason(manifest(`py-limited-api = "auto"\n${wheel}`))).toBe(unknown);
  });

  it.each([
    [reason(manifest(), { config: true }), 'setup.cfg may change the build'],
    [reason(manifest(), { env: { CARGO_BUILD_TARGET: 'x' } }), 'CARGO_BUILD_TARGET is set'],
    [reason(manifest('binding = "NoBinding"\n')), 'it has a module without PyO3'],
    [reason(manifest('[[tool.setuptools-rust.bins]]\ntarget = "x"\n')), 'it has programs'],
    [reason('[project]\nname = "a"\n'), 'pyproject.toml does not say what is compiled'],
    [
      reason(manifest(), { platform: 'darwin' }),
      `setuptools-rust compiles in its own way for ${environment.interpreter.extSuffix}`,
    ],
  ])('%s', (given, expected) => {
    expect(given).toBe(expected);
  });
});
