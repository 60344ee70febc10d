import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentFixture } from '../testing/environments.ts';
import { diskReader } from '../files/disk.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { fakeSession, type FakeSession } from '../testing/fake-session.ts';
import { crateProject } from '../testing/projects.ts';
import { compile } from './compile.ts';

let root: string;
beforeEach(() => {
  root = realpathSync.native(mkdtempSync(join(tmpdir(), 'pyo3-compile-')));
  write(
    'libs/a/Cargo.toml',
    '[package]\nname = "a"\n[workspace]\n[lib]\ncrate-type = ["cdylib"]\n',
  );
  write('libs/a/pyproject.toml', '[project]\nname = "a"\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

const library = (text = '') => `${'x'.repeat(64)}\0PyInit__a\0${text}`;
const staged = () => join(root, 'libs/a/.nx-pyo3/compile');

interface Cargo {
  readonly made?: string | undefined;
  readonly exitCode?: number;
  readonly cfgs?: readonly string[];
  /**
   * The libraries that cargo reports as fresh until they are cleaned, and those that it builds
   * afterwards.
   */
  readonly afterClean?: string;
}

/** A session whose cargo builds the library `made`. */
function sessionWith({ made, exitCode = 0, cfgs = ['Py_3_11'], afterClean }: Cargo): FakeSession {
  const file = join(root, 'target/dev-ext/liba.so');
  if (made !== undefined) write('target/dev-ext/liba.so', made);
  const artifact = {
    reason: 'compiler-artifact',
    manifest_path: join(root, 'libs/a/Cargo.toml'),
    target: { crate_types: ['cdylib'] },
    filenames: [file],
    fresh: afterClean !== undefined,
  };
  const script = { reason: 'build-script-executed', package_id: 'r#pyo3-ffi@0.30.1', cfgs };
  const events = [script, ...(made === undefined ? [] : [artifact])];
  const stdout = events.map((event) => JSON.stringify(event)).join('\n');
  const session = fakeSession({
    workspaceRoot: root,
    reader: diskReader(root),
    python: () => Promise.resolve(environmentFixture()),
    results: { 'cargo build': { exitCode, stdout } },
  });
  const run: TaskSession['run'] = (command, mode) => {
    const isClean = command.args.includes('clean');
    if (isClean && afterClean !== undefined) write('target/dev-ext/liba.so', afterClean);
    return session.run(command, mode);
  };
  return { ...session, run };
}

describe('compile', () => {
  it('stages the library under the name by which Python finds it, and reports it', async () => {
    expect(await compile(sessionWith({ made: library() }), {})).toBe(true);
    const name = '_a.cpython-311-x86_64-linux-gnu.so';
    expect(readdirSync(staged()).sort()).toEqual([name, 'extension.json']);
    expect(readFileSync(join(staged(), name), 'latin1')).toBe(library());
    expect(JSON.parse(readFileSync(join(staged(), 'extension.json'), 'utf8'))).toEqual({
      name,
      digest: createHash('sha256').update(library()).digest('hex'),
      module: 'a._a',
    });
  });

  it('replaces what it staged before, also under another name', async () => {
    await compile(sessionWith({ made: library() }), {});
    const stable = { made: library('new'), cfgs: ['Py_3_9', 'Py_LIMITED_API'] };
    expect(await compile(sessionWith(stable), {})).toBe(true);
    expect(readdirSync(staged()).sort()).toEqual(['_a.abi3.so', 'extension.json']);
    expect(readFileSync(join(staged(), '_a.abi3.so'), 'latin1')).toBe(library('new'));
  });

  it('does not touch an identical file', async () => {
    await compile(sessionWith({ made: library() }), {});
    const inodes = () => readdirSync(staged()).map((name) => statSync(join(staged(), name)).ino);
    const before = inodes();
    await compile(sessionWith({ made: library() }), {});
    expect(inodes()).toEqual(before);
  });

  it('trusts cargo that a library of its own build is up to date', async () => {
    await compile(sessionWith({ made: library() }), {});
    const session = sessionWith({ made: library(), afterClean: library('never') });
    expect(await compile(session, {})).toBe(true);
    expect(session.ran.map((line) => line.split(' ')[1])).toEqual(['build']);
  });

  it.each<readonly [string, string, object]>([
    ['of a crate whose library has the same name', library('foreign'), {}],
    ['of other features', library(), { features: ['x'] }],
  ])(
    'recompiles a library that cargo reports as up to date and that is %s',
    async (_, found, before) => {
      await compile(sessionWith({ made: library() }), before);
      const session = sessionWith({ made: found, afterClean: library('right') });
      expect(await compile(session, {})).toBe(true);
      expect(session.ran.map((line) => line.split(' ')[1])).toEqual(['build', 'clean', 'build']);
      const build = { show: 'live', isData: true };
      expect(session.modes).toEqual([build, { show: 'on failure' }, build]);
      const { name } = JSON.parse(readFileSync(join(staged(), 'extension.json'), 'utf8'));
      expect(readFileSync(join(staged(), String(name)), 'latin1')).toBe(library('right'));
    },
  );

  it('fails if cargo fails, and keeps what was staged', async () => {
    await compile(sessionWith({ made: library() }), {});
    const before = readdirSync(staged());
    expect(await compile(sessionWith({ exitCode: 101 }), {})).toBe(false);
    expect(readdirSync(staged())).toEqual(before);
  });

  it.each<readonly [string, Cargo, string]>([
    ['no library', {}, 'cargo built a, but the build produced no library that Python could load.'],
    ['no module', { made: 'y'.repeat(99) }, 'does not define PyInit__a.'],
    [
      'one for another Python',
      { made: library(), cfgs: ['Py_3_12'] },
      'a was compiled for Python 3.12,',
    ],
  ])('stages nothing if cargo built %s', async (_, cargo, message) => {
    await expect(compile(sessionWith(cargo), {})).rejects.toThrow(message);
    expect(readdirSync(join(root, 'libs/a'))).toEqual(['Cargo.toml', 'pyproject.toml']);
  });

  it('reports in one sentence that it cannot write', async () => {
    write('libs/a/.nx-pyo3', 'a file');
    await expect(compile(sessionWith({ made: library() }), {})).rejects.toThrow(
      `${staged()} cannot be written: a file has the path of its folder.`,
    );
  });

  it('reports that a project without an extension cannot have this target', async () => {
    await expect(compile(fakeSession({ project: crateProject }), {})).rejects.toThrow(
      'a:target cannot run: maturin does not build the project in libs/a.',
    );
  });
});
