import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { diskReader } from '../files/disk.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { fakeSession, type FakeSession } from '../testing/fake-session.ts';
import { crateProject, maturinProject } from '../testing/projects.ts';
import { stubs } from './stubs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stubs-spec-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const stub = 'libs/a/python/a/_a.pyi';
const text = 'def add(a: int, b: int) -> int: ...\n';
const sameText = '# ours\ndef add(\n    a: int,\n    b: int,\n) -> int: ...\n';
const otherText = 'def add(a: str, b: int) -> int: ...\n';

function write(file: string, content: string, folder = root): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Given {
  /** What maturin writes; nothing when it fails. */
  readonly files?: Readonly<Record<string, string>>;
  readonly project?: MaturinProject;
  readonly exitCode?: number;
  readonly ruff?: 'environment' | 'uvx' | 'missing';
}

/** A session whose maturin writes stubs. */
function sessionWith(given: Given = {}): FakeSession & { readonly outs: readonly string[] } {
  const { files = { 'a/_a.pyi': text }, project, exitCode = 0, ruff = 'environment' } = given;
  const outs: string[] = [];
  const session = fakeSession({
    workspaceRoot: root,
    reader: diskReader(root),
    ...(project === undefined ? {} : { project }),
    results: { maturin: { exitCode } },
  });
  return {
    ...session,
    outs,
    tool: (name) => {
      if (name === 'ruff' && ruff === 'missing') {
        return Promise.reject(new Pyo3Error({ code: 'tool-missing', message: 'no ruff' }));
      }
      const origin = name === 'ruff' && ruff === 'uvx' ? 'uvx' : 'environment';
      const tool = { name, program: name, args: [], origin } as const;
      return Promise.resolve({ tool, cwd: root, env: {} });
    },
    run: (command, mode) => {
      if (command.program !== 'maturin') return session.run(command, mode);
      const out = command.args[command.args.indexOf('--out') + 1] ?? '';
      outs.push(out);
      if (exitCode === 0) {
        for (const [file, content] of Object.entries(files)) write(file, content, out);
      }
      return session.run(command, mode);
    },
  };
}

const pure: MaturinProject = {
  ...maturinProject,
  extension: { moduleName: '_a', initName: '_a', pythonRoot: 'libs/a', layout: 'pure' },
};

describe('stubs', () => {
  it('are made by maturin with the profile of compile, in a folder that is removed', async () => {
    const session = sessionWith();
    expect(await stubs(session, { profile: 'dev' })).toBe(true);
    const [out = ''] = session.outs;
    expect(session.ran[0]).toBe(
      `maturin generate-stubs --out ${out} --interpreter /ws/.venv/bin/python ` +
        '--profile dev-ext --config profile.dev-ext.inherits="dev" --config profile.dev-ext.debug=0 --config profile.dev-ext.strip="debuginfo"',
    );
    expect(existsSync(out)).toBe(false);
  });

  it('are written beside the extension and formatted by ruff', async () => {
    const session = sessionWith();
    expect(await stubs(session, {})).toBe(true);
    expect(read(stub)).toBe(text);
    expect(session.ran.slice(1)).toEqual([
      'ruff check --fix --quiet --select I,RUF022,UP037 python/a/_a.pyi',
      'ruff format python/a/_a.pyi',
    ]);
    expect(session.modes.map(({ show }) => show)).toEqual(['live', 'on failure', 'on failure']);
    expect(session.printed).toEqual([`${stub} written`]);
  });

  it.each(['uvx', 'missing'] as const)('are not formatted where ruff is %s', async (ruff) => {
    const session = sessionWith({ ruff });
    expect(await stubs(session, {})).toBe(true);
    expect(session.ran).toHaveLength(1);
  });

  it('lie in the project folder where there is no package', async () => {
    await stubs(sessionWith({ files: { '_a/__init__.pyi': text }, project: pure }), {});
    expect(read('libs/a/_a.pyi')).toBe(text);
  });

  it.each([[undefined], [pure]])('are found where maturin 1.13 leaves them', async (project) => {
    await stubs(sessionWith({ files: { '_a.pyi': text }, project }), {});
    expect(read(project === undefined ? stub : 'libs/a/_a.pyi')).toBe(text);
  });

  it('are not written when the module does not say what it has', async () => {
    write(stub, text);
    const nothing =
      'from _typeshed import Incomplete\ndef __getattr__(name: str) -> Incomplete: ...\n';
    const run = (content: string) => stubs(sessionWith({ files: { 'a/_a.pyi': content } }), {});
    await expect(run(nothing)).rejects.toThrow('The module a._a is a function, which does not say');
    expect(read(stub)).toBe(text);
    expect(await run(nothing + otherText)).toBe(true);
  });

  it('that maturin did not leave are an error', async () => {
    await expect(stubs(sessionWith({ files: {} }), {})).rejects.toThrow(
      'maturin has left no stub of a._a.',
    );
  });

  it('that say the same stay as they are', async () => {
    write(stub, sameText);
    const session = sessionWith();
    expect(await stubs(session, {})).toBe(true);
    expect(read(stub)).toBe(sameText);
    expect(session.ran).toHaveLength(1);
    expect(session.printed).toEqual([`${stub} is up to date`]);
  });

  it('of modules inside take the place of the one stub', async () => {
    write(stub, text);
    const files = { 'a/_a/__init__.pyi': text, 'a/_a/inner.pyi': otherText };
    expect(await stubs(sessionWith({ files }), {})).toBe(true);
    expect(existsSync(join(root, stub))).toBe(false);
    expect(read('libs/a/python/a/_a/inner.pyi')).toBe(otherText);
  });

  it('of modules inside have no place where there is no package', async () => {
    const files = { '_a/__init__.pyi': text, '_a/inner.pyi': text };
    await expect(stubs(sessionWith({ files, project: pure }), {})).rejects.toThrow(
      'has modules inside, and without a Python package around it there is no place for their stubs.',
    );
    expect(existsSync(join(root, 'libs'))).toBe(false);
  });

  it('stay when maturin fails', async () => {
    write(stub, otherText);
    expect(await stubs(sessionWith({ exitCode: 1 }), {})).toBe(false);
    expect(read(stub)).toBe(otherText);
  });

  it('are not there for a project without extension', async () => {
    await expect(stubs(fakeSession({ project: crateProject }), {})).rejects.toThrow(
      'a:target cannot run: maturin does not build the project in libs/a.',
    );
  });
});

describe('a check of stubs', () => {
  it('passes when only the format differs', async () => {
    write(stub, sameText);
    expect(await stubs(sessionWith(), { check: true })).toBe(true);
  });

  it('fails with what differs and the cure, and writes nothing', async () => {
    write(stub, otherText);
    const session = sessionWith();
    await expect(stubs(session, { check: true })).rejects.toMatchObject({
      code: 'stubs-differ',
      location: { file: stub },
      hint: 'Write them anew: nx run a:stubs',
    });
    expect(session.printed).toEqual([
      stub,
      '- def add(a: str, b: int) -> int: ...',
      '+ def add(a: int, b: int) -> int: ...',
    ]);
    expect(read(stub)).toBe(otherText);
  });

  it('fails when there are no stubs', async () => {
    const session = sessionWith();
    await expect(stubs(session, { check: true })).rejects.toMatchObject({
      code: 'stubs-differ',
      location: { file: stub },
    });
    expect(session.printed).toEqual([stub, '+ (there is no such file)']);
  });

  it('fails for a stub of a module that has gone', async () => {
    write(stub, text);
    write('libs/a/python/a/_a/inner.pyi', text);
    const session = sessionWith();
    await expect(stubs(session, { check: true })).rejects.toMatchObject({
      location: { file: 'libs/a/python/a/_a' },
    });
    expect(session.printed).toEqual([
      'libs/a/python/a/_a/inner.pyi',
      '- (the extension has no such module)',
    ]);
  });
});
