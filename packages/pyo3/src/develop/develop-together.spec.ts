import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { markerName } from '../install/install-marker.ts';
import type { Command } from '../process/command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { developTogether } from './develop-together.ts';
import { develop } from './develop.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { developWorkspace, type DevelopWorkspace } from '../testing/develop-workspace.ts';

const suffix = '.cpython-311-x86_64-linux-gnu.so';
const site = '.venv/lib/python3.11/site-packages';

let workspace: DevelopWorkspace;
beforeEach(() => {
  workspace = developWorkspace();
  for (const name of ['a', 'b', 'c']) addLibrary(name);
});
afterEach(() => workspace.delete());

/** A library, and what the target compile leaves of it. */
function addLibrary(name: string, dependencies: readonly string[] = []): void {
  const extension = `_${name}${suffix}`;
  const digest = createHash('sha256').update(name).digest('hex');
  const record = { name: extension, digest, module: `${name}._${name}` };
  workspace.write({
    [`libs/${name}/pyproject.toml`]: `[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n[tool.maturin]\nmodule-name = "${name}._${name}"\npython-source = "python"\n`,
    [`libs/${name}/Cargo.toml`]: `[package]\nname = "${name}"\nversion = "1.0.0"\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.30"\n`,
    [`libs/${name}/src/lib.rs`]: '',
    [`libs/${name}/python/${name}/__init__.py`]: '',
    [`libs/${name}/.nx-pyo3/compile/${extension}`]: name,
    [`libs/${name}/.nx-pyo3/compile/extension.json`]: JSON.stringify(record),
  });
}

interface Tools {
  /** Projects whose backend gives no metadata. */
  readonly broken?: readonly string[];
  /** How often the installer refuses. */
  readonly refusals?: number;
  readonly options?: Readonly<Record<string, DevelopExecutorOptions>>;
}

/** What a batch does with a Python that packs and a uv that installs what was packed. */
async function runBatch({ broken = [], refusals = 0, options = {} }: Tools = {}) {
  const installs: string[] = [];
  let left = refusals;
  const answer = (name: string) => (command: Command) => {
    const last = command.args.at(-1) ?? '';
    if (command.args.includes('-c')) {
      const { folder } = JSON.parse(last) as { folder: string };
      const exitCode = broken.includes(name) ? 1 : 0;
      return Promise.resolve({ exitCode, stdout: `${join(folder, name)}.whl\n`, stderr: '' });
    }
    const wheels = command.args.filter((argument) => argument.endsWith('.whl'));
    const names = wheels.map((wheel) => basename(wheel, '.whl'));
    if (names.length > 0) installs.push(names.join(' '));
    const exitCode = names.length > 0 && left-- > 0 ? 1 : 0;
    if (exitCode === 0) names.forEach(install);
    return Promise.resolve({ exitCode, stdout: '', stderr: '' });
  };
  const tasks = ['a', 'b', 'c'].map((name) => {
    const session: TaskSession = {
      ...workspace.session(`libs/${name}`),
      run: answer(name),
      detail: (line) => void process.stdout.write(`${line}\n`),
    };
    return { session, options: options[name] ?? {} };
  });
  const said = await developTogether(tasks, 2);
  const together = [...said.keys()].map(({ project }) => project.name);
  const results = new Map<string, boolean>();
  for (const { session, options: own } of tasks) {
    const silent = { ...session, detail: () => undefined };
    results.set(session.project.name, await develop(silent, own));
  }
  return { installs, together, said: [...said.values()], results: Object.fromEntries(results) };
}

function install(name: string): void {
  if (workspace.installed().includes(`${name}-1.dist-info`)) {
    workspace.remove(`${site}/${name}-1.dist-info`);
  }
  workspace.place(name, '1', {
    INSTALLER: 'uv',
    'direct_url.json': `{"url":"file:///tmp/${name}.whl","archive_info":{}}`,
    [`${name}.pth`]: join(workspace.root, `libs/${name}/python`),
  });
}

const placed = (name: string) =>
  existsSync(join(workspace.root, `libs/${name}/python/${name}/_${name}${suffix}`));
const allDone = { a: true, b: true, c: true };

describe('develop of several projects', () => {
  it('is one call of the installer; then each task puts its extension in place', async () => {
    expect(await runBatch()).toMatchObject({ installs: ['a b c'], results: allDone });
    expect(['a', 'b', 'c'].filter(placed)).toEqual(['a', 'b', 'c']);
  });

  it('tells each task why it was installed', async () => {
    expect((await runBatch()).said).toEqual([
      'a: it is not installed\n',
      'b: it is not installed\n',
      'c: it is not installed\n',
    ]);
  });

  it('calls nothing when nothing has changed', async () => {
    await runBatch();
    expect(await runBatch()).toMatchObject({ installs: [], together: [], results: allDone });
  });

  it('leaves to its task what is missing alone', async () => {
    await runBatch();
    workspace.remove(`${site}/b-1.dist-info`);
    expect(await runBatch()).toMatchObject({ installs: ['b'], together: [], results: allDone });
  });

  it('installs the others without one whose metadata cannot be had', async () => {
    expect(await runBatch({ broken: ['b'] })).toMatchObject({
      installs: ['a c'],
      results: { a: true, b: false, c: true },
    });
  });

  it('leaves out what needs such a one, too', async () => {
    addLibrary('a', ['b']);
    expect(await runBatch({ broken: ['b'] })).toMatchObject({ together: [] });
  });

  it('leaves out what needs one that is installed in another way', async () => {
    addLibrary('a', ['b']);
    const options = { b: { backend: 'maturin' } } as const;
    expect(await runBatch({ options })).toMatchObject({ together: [] });
  });

  it('seals what is needed before what needs it, which notes the metadata of an editable', async () => {
    addLibrary('a', ['b']);
    expect((await runBatch()).together).toEqual(['b', 'c', 'a']);
    const marker = readFileSync(join(workspace.root, site, 'a-1.dist-info', markerName), 'utf8');
    expect(marker).toMatch(/b-1\.dist-info sha256=/);
  });

  it('leaves all to the tasks when the installer refuses', async () => {
    expect(await runBatch({ refusals: 1 })).toMatchObject({
      installs: ['a b c', 'a', 'b', 'c'],
      together: [],
      results: allDone,
    });
  });

  it('does not install an extension that compile has not made', async () => {
    workspace.write({ [`libs/b/.nx-pyo3/compile/_b${suffix}`]: 'other' });
    const session = workspace.session('libs/b');
    await expect(develop(session, {})).rejects.toThrow('is not the file');
    await expect(runBatch()).rejects.toThrow('is not the file');
    expect(workspace.installed().filter((name) => name.startsWith('b'))).toEqual([]);
  });

  it('removes its wheels', async () => {
    let folder = '';
    const sessions = ['a', 'b'].map((name) => workspace.session(`libs/${name}`));
    const tasks = sessions.map((session) => {
      const run: TaskSession['run'] = (command) => {
        const job = JSON.parse(command.args.at(-1) ?? '') as { folder: string };
        folder = dirname(job.folder);
        expect(existsSync(folder)).toBe(true);
        return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
      };
      return { session: { ...session, run }, options: {} };
    });
    await developTogether(tasks, 2);
    expect(folder).not.toBe('');
    expect(existsSync(folder)).toBe(false);
  });
});
