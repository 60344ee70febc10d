import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskReader } from '../../files/disk.ts';
import type { FileReader } from '../../files/file-reader.ts';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { pythonFilesOf } from './python-files.ts';
import { readRepository } from '../edges/repository.ts';

const manifest = '[project]\nname = "app"\n';

function found(reader: FileReader, inner: readonly string[] = []): readonly string[] {
  const { projects } = readRepository(['app/pyproject.toml'], manifestsOf(reader));
  const [project] = projects;
  if (project === undefined) throw new Error('there is no project');
  return pythonFilesOf(project, new Set(['app', ...inner]), reader);
}

/** Of `names`, those that are found in the project `app`. */
function seen(
  names: readonly string[],
  others: Readonly<Record<string, string>>,
): readonly string[] {
  const files = Object.fromEntries(names.map((name) => [`app/${name}`, '']));
  const reader = memoryReader({ 'app/pyproject.toml': manifest, ...files, ...others });
  return found(reader).map((file) => file.slice('app/'.length));
}

describe('the Python files of a project', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    [
      'no ignore file',
      ['a.py', 'pkg/build/b.py', 'target/c.py', 'env/d.py'],
      {},
      ['a.py', 'env/d.py', 'pkg/build/b.py', 'target/c.py'],
    ],
    [
      'the root’s .gitignore',
      ['a.py', 'gen/b.py', 'x/gen/c.py'],
      { '.gitignore': 'gen/\n' },
      ['a.py'],
    ],
    ['one with a path', ['gen/b.py', 'x/gen/c.py'], { 'app/.gitignore': '/gen\n' }, ['x/gen/c.py']],
    [
      'a pattern',
      ['a_pb2.py', 'kept_pb2.py', 'a.py'],
      { 'app/.gitignore': '*_pb2.py\n!kept_pb2.py\n' },
      ['a.py', 'kept_pb2.py'],
    ],
    [
      'an inner one that takes it back',
      ['x/a.py', 'a.py'],
      { '.gitignore': 'a.py\n', 'app/x/.gitignore': '!a.py\n' },
      ['x/a.py'],
    ],
    ['.nxignore', ['demo/a.py', 'b.py'], { '.nxignore': 'app/demo\n' }, ['b.py']],
    [
      '.nxignore before .gitignore',
      ['a.py'],
      { '.nxignore': '!a.py\n', 'app/.gitignore': 'a.py\n' },
      ['a.py'],
    ],
    ['upper case', ['A.py', 'a.py'], { '.gitignore': 'A.py\n' }, ['a.py']],
    ['CRLF and a BOM', ['x/a.py', 'b.py'], { '.gitignore': '\uFEFFx/\r\n# c\r\n' }, ['b.py']],
    ['a pattern that is none', ['a.py'], { '.gitignore': '[z-a].py\n\\\n[\n' }, ['a.py']],
  ])('with %s', (_what, names, others, expected) => {
    expect(seen(names, others)).toEqual(expected);
  });

  it('are not those of backends’ output, environments, caches and hidden folders', () => {
    const aside = [
      'build/lib/a.py',
      'dist/a.py',
      'my env/a.py',
      'cache/a.py',
      '.tox/a.py',
      '__pycache__/a.py',
    ];
    const marks = { 'app/my env/pyvenv.cfg': '', 'app/cache/CACHEDIR.TAG': '' };
    expect(seen([...aside, 'a.py'], marks)).toEqual(['a.py']);
  });

  it('are not those of projects inside it', () => {
    const reader = memoryReader({
      'app/pyproject.toml': manifest,
      'app/inner/x.py': '',
      'app/inner.py': '',
    });
    expect(found(reader, ['app/inner'])).toEqual(['app/inner.py']);
  });
});

describe('on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'pyo3-python-files-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('loops of links have an end, and files in spaces and other alphabets are found', () => {
    for (const [path, text] of Object.entries({
      'app/pyproject.toml': manifest,
      'app/bücher 本/é.py': '',
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const link of ['one', 'two', 'three'])
      symlinkSync('.', join(folder, 'app', link), 'junction');
    symlinkSync('nowhere', join(folder, 'app', 'lost'), 'junction');
    expect(found(diskReader(folder))).toEqual(['app/bücher 本/é.py']);
  });
});
