import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentFixture, interpreterFixture } from '../testing/environments.ts';
import { stage } from '../compile/stage.ts';
import { develop } from './develop.ts';
import { extensionPlace, type ExtensionPlace } from './extension-place.ts';
import { replaceFormer } from './placed-extension.ts';
import { prepareOutput } from '../wheels/output-folder.ts';
import { writeStubs } from '../stubs/write-stubs.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { maturinProject } from '../testing/projects.ts';

const name = '_a.cpython-311-x86_64-linux-gnu.so';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const theirs = { '_a.abi3.so': 'extension', secret: 'token', 'a-1-py3-none-any.whl': 'wheel' };
const refused = expect.objectContaining({ code: 'path-invalid' });

let base: string;
let workspaceRoot: string;
let outside: string;

/** A link in the repository that leads to the folder outside. */
const link = (path: string, to = outside) => {
  mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
  symlinkSync(to, join(workspaceRoot, path));
};
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
  writeFileSync(join(workspaceRoot, path), text);
};
const session = () => fakeSession({ workspaceRoot });

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-outside-')));
  workspaceRoot = join(base, 'ws');
  outside = join(base, 'outside');
  mkdirSync(join(workspaceRoot, 'libs/a'), { recursive: true });
  mkdirSync(outside);
  for (const [file, text] of Object.entries(theirs)) writeFileSync(join(outside, file), text);
  chmodSync(join(outside, 'secret'), 0o600);
});

afterEach(() => {
  const files = readdirSync(outside).sort();
  expect(
    Object.fromEntries(files.map((file) => [file, readFileSync(join(outside, file), 'utf8')])),
  ).toEqual(theirs);
  expect(statSync(join(outside, 'secret')).mode & 0o777).toBe(0o600);
  rmSync(base, { recursive: true });
});

function placeOf(source: string, content: string): ExtensionPlace {
  const sitePackages = join(workspaceRoot, '.venv/lib');
  const environment = environmentFixture({ interpreter: interpreterFixture({ sitePackages }) });
  const staged = { name, digest: digest(content), source: join(workspaceRoot, source) };
  return extensionPlace(session(), maturinProject, environment, staged);
}

describe('files behind a link that leads out of the workspace', () => {
  const staged = `libs/a/.nx-pyo3/compile/${name}`;

  it('are neither removed nor written by develop where the package folder is the link', async () => {
    link('libs/a/python/a');
    write(staged, 'compiled');
    const place = placeOf(staged, 'compiled');
    await expect(place.requireIntact()).rejects.toEqual(refused);
    await expect(place.put()).rejects.toEqual(refused);
  });

  it('are not written by maturin develop either', async () => {
    link('libs/a/python/a');
    const own = session();
    await expect(develop(own, { backend: 'maturin' })).rejects.toEqual(refused);
    expect(own.ran).toEqual([]);
  });

  it('are not placed as the extension', async () => {
    mkdirSync(join(workspaceRoot, 'libs/a/python/a'), { recursive: true });
    link(staged, join(outside, 'secret'));
    const place = placeOf(staged, theirs.secret);
    await expect(place.put()).rejects.toMatchObject({ code: 'extension-altered' });
    expect(readdirSync(join(workspaceRoot, 'libs/a/python/a'))).toEqual([]);
  });

  it('are not placed as the extension where the staging folder is the link', async () => {
    mkdirSync(join(workspaceRoot, 'libs/a/python/a'), { recursive: true });
    link('libs/a/.nx-pyo3/compile');
    const place = placeOf('libs/a/.nx-pyo3/compile/secret', theirs.secret);
    await expect(place.put()).rejects.toEqual(refused);
  });

  it('are not removed as the extension before its module was renamed', async () => {
    link('libs/a/old');
    const record = { file: 'old/_a.abi3.so', digest: digest(theirs['_a.abi3.so']) };
    write('libs/a/.nx-pyo3/placed.json', JSON.stringify(record));
    const file = join(workspaceRoot, 'libs/a/python/a', name);
    await expect(replaceFormer(session(), file, 'x')).rejects.toEqual(refused);
  });

  it('are not written by the note of develop', async () => {
    link('libs/a/.nx-pyo3');
    const file = join(workspaceRoot, 'libs/a/python/a', name);
    await expect(replaceFormer(session(), file, 'x')).rejects.toEqual(refused);
  });

  it.each(['libs/a/.nx-pyo3', 'libs/a/.nx-pyo3/compile'])(
    'are neither removed nor written by compile where %s is the link',
    (folder) => {
      link(folder);
      const record = { name, digest: '', module: 'a._a' };
      expect(() => stage(workspaceRoot, 'libs/a', record, Buffer.from('x'))).toThrow(refused);
    },
  );

  it('keep their permissions where a staged file is the link', () => {
    link(staged, join(outside, 'secret'));
    const record = { name, digest: '', module: 'a._a' };
    stage(workspaceRoot, 'libs/a', record, Buffer.from(theirs.secret));
    expect(readFileSync(join(workspaceRoot, staged), 'utf8')).toBe(theirs.secret);
  });

  it('are not removed as earlier wheels, by a link or by a path', () => {
    link('libs/a/dist');
    for (const out of ['{projectRoot}/dist', '../outside', '{projectRoot}/../../../outside']) {
      expect(() => prepareOutput(session(), out, 'a', 'wheel')).toThrow(refused);
    }
  });

  it('are neither removed nor written as stubs', async () => {
    link('libs/a/python');
    const place = { folder: 'libs/a/python', file: 'libs/a/python/secret' };
    for (const generated of [new Map(), new Map([['secret', 'def a(): ...\n']])]) {
      const differences = [{ file: 'secret', lines: [] }];
      await expect(writeStubs(session(), place, differences, generated)).rejects.toEqual(refused);
    }
  });
});
