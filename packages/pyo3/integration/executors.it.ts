import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeEmptyEnvironment } from './testing/python-environment.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { programFolder } from './testing/toolchain.ts';
import { makeWorkspace, type Workspace } from './testing/workspace.ts';

interface ByHand {
  readonly what: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly shows: readonly string[];
}

/** `by-hand/facts` prints how it was compiled; its feature `wide` is a default. */
const cargoTests: readonly ByHand[] = [
  {
    what: 'no options',
    options: {},
    shows: ['wide: true.', 'narrow: false.', 'debug assertions: true.', 'word: .'],
  },
  { what: 'profile', options: { profile: 'release' }, shows: ['debug assertions: false.'] },
  {
    what: "a profile of the crate's own",
    options: { profile: 'careful' },
    shows: ['debug assertions: true.', '`careful` profile [optimized]'],
  },
  {
    what: 'features',
    options: { features: ['narrow'] },
    shows: ['wide: true.', 'narrow: true.'],
  },
  {
    what: 'noDefaultFeatures',
    options: { noDefaultFeatures: true, features: ['narrow'] },
    shows: ['wide: false.', 'narrow: true.'],
  },
  { what: 'allFeatures', options: { allFeatures: true }, shows: ['wide: true.', 'narrow: true.'] },
  { what: 'env', options: { env: { WORD: 'hello' } }, shows: ['word: hello.'] },
  {
    what: 'a word with spaces and quotes in env',
    options: { env: { WORD: `a "b" 'c' $HOME` } },
    shows: [`word: a "b" 'c' $HOME.`],
  },
];

const mistakes: readonly { readonly options: object; readonly message: string }[] = [
  {
    options: { profile: 'two words' },
    message: '`profile` of facts:wrong must be the name of a Cargo profile, but it is "two words".',
  },
  {
    options: { profil: 'release' },
    message: 'facts:wrong has an option `profil`, which its executor does not know.',
  },
  {
    options: { features: ['a b'] },
    message:
      '`features` of facts:wrong must be a list of names of Cargo features, but it has "a b".',
  },
  {
    options: { features: 'narrow' },
    message: '`features` of facts:wrong must be a list of strings, but it is "narrow".',
  },
  {
    options: { interpreter: 'no-such-python' },
    message: 'The option `interpreter` names "no-such-python"',
  },
];

describeWithTools('executors in a project.json written by hand', () => {
  let workspace: Workspace;
  const addTarget = async (project: string, target: string, executor: string, options: object) => {
    const targets = { [target]: { executor, options } };
    await workspace.write(`by-hand/${project}/project.json`, JSON.stringify({ targets }));
  };
  beforeAll(async () => {
    workspace = await makeWorkspace('repository', { name: 'by-hand' });
    for (const other of ['layouts', 'test-crates', 'monorepo']) await workspace.remove(other);
  });

  it.each(cargoTests)('pyo3:cargo-test with $what', async ({ options, shows }) => {
    const args = ['--', '--nocapture', '--test-threads=1'];
    await addTarget('facts', 'facts', 'pyo3:cargo-test', { ...options, args });
    const { exitCode, output } = await workspace.nx(['run', 'facts:facts']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    for (const line of shows) expect(output).toContain(line);
  });

  it('pass what follows `--` to cargo', async () => {
    const { output } = await workspace.nx(['run', 'facts:cargo-test', '--', 'another']);
    expect(output).toContain('1 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out');
  });

  it('pass what follows `--` to pytest', async () => {
    const { exitCode, output } = await workspace.nx([
      ...['run', 'checks:pytest', '--', '-k', 'says or another', '-s'],
    ]);
    expect(exitCode).toBe(0);
    expect(output).toContain('2 passed, 1 deselected');
    expect(output).toContain('another folder.');
  });

  it('pyo3:pytest with paths and env', async () => {
    const options = { paths: ['more', 'tests/test_facts.py'], args: ['-s'], env: { WORD: 'x y' } };
    await addTarget('checks', 'some', 'pyo3:pytest', options);
    const { output } = await workspace.nx(['run', 'checks:some']);
    expect(output).toContain('3 passed');
    expect(output).toContain('word: x y.');
  });

  it('pyo3:pytest with interpreter', async () => {
    const other = await makeEmptyEnvironment('other-environment');
    await other.install(['pytest']);
    await addTarget('checks', 'other', 'pyo3:pytest', { interpreter: other.venv, args: ['-s'] });
    const { output } = await workspace.nx(['run', 'checks:other']);
    expect(output).toContain(`prefix: ${other.venv}.`);
  });

  it('pyo3:format checks and formats', async () => {
    const file = 'by-hand/checks/more/test_more.py';
    const formatted = await workspace.read(file);
    await workspace.write(file, formatted.replace('def test', 'def  test'));
    expect(await workspace.nx(['run', 'checks:format:check'])).toMatchObject({ exitCode: 1 });
    expect(await workspace.nx(['run', 'checks:format'])).toMatchObject({ exitCode: 0 });
    expect(await workspace.read(file)).toBe(formatted);
    expect(await workspace.nx(['run', 'checks:format:check'])).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['facts', 'by-hand/facts/src/lib.rs', '\npub fn same(x: &String) -> &String {\n    x\n}\n'],
    ['checks', 'by-hand/checks/more/test_more.py', '\nimport os\n'],
  ])('%s:lint fails for a warning and passes without', async (project, file, addition) => {
    const before = await workspace.read(file);
    expect(await workspace.nx(['run', `${project}:lint`])).toMatchObject({ exitCode: 0 });
    await workspace.write(file, before + addition);
    expect(await workspace.nx(['run', `${project}:lint`])).toMatchObject({ exitCode: 1 });
    await workspace.write(file, before);
  });

  describe('the exit code of the tool decides', () => {
    it.each([
      ['a failed Python test', 'checks:pytest', ['--env.FAIL=yes'], '1 failed'],
      ['no Python test that is called so', 'checks:pytest', ['--', '-k', 'nothing'], 'no tests'],
      ['an unknown option of cargo', 'facts:cargo-test', ['--', '--no-such'], '--no-such'],
    ])('%s', async (_what, task, args, shows) => {
      const { exitCode, output } = await workspace.nx(['run', task, ...args]);
      expect(exitCode).toBe(1);
      expect(output).toContain(shows);
    });
  });

  it.each(mistakes)('say what is wrong with $options', async ({ options, message }) => {
    const executor = 'interpreter' in options ? 'pyo3:pytest' : 'pyo3:cargo-test';
    const project = 'interpreter' in options ? 'checks' : 'facts';
    await addTarget(project, 'wrong', executor, options);
    const { exitCode, output } = await workspace.nx(['run', `${project}:wrong`]);
    expect(exitCode).toBe(1);
    expect(output.split(message)).toHaveLength(2);
    await workspace.remove(`by-hand/${project}/project.json`);
  });

  it('say on which project an executor cannot work', async () => {
    await addTarget('facts', 'wheel', 'pyo3:build', {});
    const { exitCode, output } = await workspace.nx(['run', 'facts:wheel']);
    expect(exitCode).toBe(1);
    expect(output).toContain(
      'facts:wheel cannot run: the project in by-hand/facts is a crate only.',
    );
  });

  it('say with --verbose which interpreter and tools they take', async () => {
    const { output } = await workspace.nx(['run', 'checks:pytest', '--verbose']);
    expect(output).toMatch(/Python 3\.\d+\.\d+: .*\(workspace-venv\)/);
    expect(output).toContain(programFolder(workspace.path('.venv')));
  });
});
