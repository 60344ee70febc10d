import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskSession } from '../task/session/task-session.ts';
import { develop } from './develop.ts';
import { developWorkspace, doing, type DevelopWorkspace } from '../testing/develop-workspace.ts';

const manifest = (more = '') =>
  `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "a"\nversion = "1"\n${more}`;

let workspace: DevelopWorkspace;
beforeEach(() => {
  workspace = developWorkspace();
  workspace.write({ 'libs/a/pyproject.toml': manifest(), 'libs/a/src/a/__init__.py': '' });
});
afterEach(() => workspace.delete());

/** What the editable install of uv leaves. */
function installA(): void {
  workspace.place('a', '1', {
    INSTALLER: 'uv',
    'direct_url.json': JSON.stringify({
      url: `file://${workspace.root}/libs/a`,
      dir_info: { editable: true },
    }),
    'a.pth': `${workspace.root}/libs/a/src`,
  });
}

/** Runs develop; gives its commands. */
async function run(settings: Partial<TaskSession> = {}, options = {}) {
  const session = workspace.session('libs/a', settings);
  const effect = (line: string) => void (line.includes('--editable') && installA());
  const able: TaskSession = { ...session, run: doing(session.run, effect) };
  expect(await develop(able, options)).toBe(true);
  const commands = session.ran.filter((line) => !/^(\[install|\])$/.test(line));
  const shown = commands.map((line) => line.replaceAll(workspace.root, ''));
  return { commands: shown, printed: session.printed, details: session.details };
}

const editable = 'uv pip install --python /ws/.venv/bin/python --editable . --no-deps';
const requirements = (names: string) => `uv pip install --python /ws/.venv/bin/python -- ${names}`;

describe('develop of a Python project', () => {
  it('is an editable install, and nothing at all afterwards', async () => {
    expect((await run()).commands).toEqual([editable]);
    const second = await run();
    expect(second.commands).toEqual([]);
    expect(second.printed).toEqual([`a is up to date in ${workspace.root}/.venv`]);
  });

  it.each<readonly [string, () => void]>([
    ['a version', () => workspace.write({ 'libs/a/pyproject.toml': manifest('#') })],
    ['an environment made anew', () => workspace.remove('.venv/lib')],
    [
      'an install of somebody else',
      () => {
        workspace.remove('.venv/lib/python3.11/site-packages/a-1.dist-info');
        installA();
      },
    ],
    ['a new package', () => workspace.write({ 'libs/a/src/b/__init__.py': '' })],
    ['a lost .pth', () => workspace.remove('.venv/lib/python3.11/site-packages/a.pth')],
  ])('is one again after %s', async (_, change) => {
    await run();
    change();
    expect((await run()).commands).toEqual([editable]);
    expect((await run()).commands).toEqual([]);
  });

  it('is one each time where only the backend can tell', async () => {
    const dynamic = manifest().replace('version = "1"', 'dynamic = ["version"]');
    workspace.write({ 'libs/a/pyproject.toml': dynamic });
    await run();
    const again = await run();
    expect(again.commands).toEqual([editable]);
    expect(again.details).toContain('a is installed each time: "version" is dynamic');
  });

  it.each<readonly [string, Partial<TaskSession>, object]>([
    ['with arguments', { args: ['--no-build-isolation'] }, {}],
    ['when it is asked for', {}, { backend: 'maturin' }],
  ])('is one each time %s', async (_, settings, options) => {
    await run();
    expect((await run(settings, options)).commands).toHaveLength(1);
  });
});

describe('what it needs', () => {
  beforeEach(() => {
    workspace.write({
      'libs/a/pyproject.toml': manifest(
        'dependencies = ["numpy>=2", "beta[fast]>=9"]\n[dependency-groups]\ndev = ["pytest"]\n',
      ),
      'libs/beta/pyproject.toml':
        '[project]\nname = "Beta"\nversion = "1"\n[project.optional-dependencies]\nfast = ["orjson"]\n',
    });
  });

  it('is installed before, and never from an index what the repository has', async () => {
    const { commands } = await run();
    expect(commands).toEqual([requirements('numpy>=2 orjson pytest'), editable]);
  });

  it('is looked at again when it has changed, and the project is left alone', async () => {
    workspace.place('beta', '1');
    workspace.place('numpy', '2.0');
    await run();
    workspace.remove('.venv/lib/python3.11/site-packages/numpy-2.0.dist-info');
    workspace.place('numpy', '2.1');
    const { commands, details } = await run();
    // METADATA of the fake installation names no dependency; the group does.
    expect(commands).toEqual([requirements('numpy>=2 orjson pytest')]);
    expect(details).toContain('a: numpy-2.0.dist-info is not there any more, or changed');
    expect((await run()).commands).toEqual([]);
  });

  const lock = (packages: string) =>
    `version = 1\n[[package]]\nname = "a"\nversion = "1"\nsource = { editable = "libs/a" }\ndependencies = [{ name = "numpy" }, { name = "beta" }]\n[package.dev-dependencies]\ndev = [{ name = "pytest" }]\n[[package]]\nname = "beta"\nversion = "1"\nsource = { editable = "libs/beta" }\n[[package]]\nname = "numpy"\nversion = "2.0"\nsource = { registry = "r" }\n${packages}`;
  const pytest = '[[package]]\nname = "pytest"\nversion = "9.0"\nsource = { registry = "r" }\n';

  it('is what uv.lock has, and is looked at again when that changes', async () => {
    workspace.write({ 'uv.lock': lock(pytest) });
    const settings = {
      run: (...[command, { show }]: Parameters<TaskSession['run']>) => {
        const at = command.args.indexOf('--output-file') + 1;
        if (at > 0) writeFileSync(command.args[at] ?? '', 'numpy==2.0\n');
        if (show === 'on failure')
          quiet.push(command.args.filter((_, index) => at === 0 || index !== at).join(' '));
        return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
      },
    };
    const quiet: string[] = [];
    await run(settings);
    expect(quiet[0]).toBe(
      'export --quiet --frozen --no-header --no-annotate --no-emit-workspace --python /ws/.venv/bin/python --output-file --no-emit-package a --no-emit-package beta',
    );
    expect(quiet[1]).toMatch(/^pip install --python \S+ --requirement \S+requirements\.txt$/);
    expect(quiet).toHaveLength(2);
    workspace.write({ 'uv.lock': `${lock(pytest)}\n` });
    expect((await run(settings)).commands).toEqual([]);
    expect(quiet).toHaveLength(4);
  });

  it('is held to the versions of uv.lock by pip', async () => {
    workspace.write({ 'uv.lock': lock(pytest) });
    const pip = { ...(await workspace.session('libs/a').installer()), installer: 'pip' } as const;
    const { commands } = await run({ installer: () => Promise.resolve(pip) });
    expect(commands[0]).toMatch(
      /^uv --disable-pip-version-check install --constraint \S+ -- numpy>=2 orjson pytest$/,
    );
  });

  it('is not held to a lock that does not know of it', async () => {
    workspace.write({ 'uv.lock': lock('').replace('{ name = "beta" }', '') });
    const { printed, commands } = await run();
    expect(printed).toContain(
      'uv.lock does not have all that a needs, so its versions are not used. → Bring it up to date with `uv lock`.',
    );
    expect(commands[0]).toBe(requirements('numpy>=2 orjson pytest'));
  });
});
