import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fakeSession } from '../testing/fake-session.ts';
import { pythonProject } from '../testing/projects.ts';
import { warnOfCaches } from './warn-of-caches.ts';

/** A zip file without the content of its files. */
function zipOf(names: readonly string[]): Buffer {
  const entries = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(3, 30);
    return Buffer.concat([entry, Buffer.from(name), Buffer.alloc(3)]);
  });
  const directory = Buffer.concat(entries);
  const content = Buffer.from('content');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(content.length, 16);
  return Buffer.concat([content, directory, end, Buffer.from('a comment')]);
}

/** A tar archive of empty files. */
function tarOf(names: readonly string[]): Buffer {
  const headers = names.map((name) => {
    const header = Buffer.alloc(512);
    header.write(name);
    header.write('0', 156);
    return header;
  });
  return gzipSync(Buffer.concat([...headers, Buffer.alloc(1024)]));
}

describe('what tools leave beside the sources', () => {
  let workspaceRoot: string;
  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'caches-'));
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  function warnings(file: string, content: Buffer, project?: typeof pythonProject): string {
    writeFileSync(join(workspaceRoot, file), content);
    const session = fakeSession({ workspaceRoot, ...(project === undefined ? {} : { project }) });
    warnOfCaches(session, file);
    return session.printed.join('\n');
  }
  const clean = ['a/__init__.py', 'a/x.abi3.so', 'a-1.dist-info/RECORD'];

  it.each([
    'a/__pycache__/b.cpython-311.pyc',
    'a/.mypy_cache/3.11/x.json',
    'a/.ruff_cache/x',
    'a/.pytest_cache/x',
    'a/.nx-pyo3/x',
  ])('is reported where a wheel contains it: %s', (name) => {
    const told = warnings('a-1-py3-none-any.whl', zipOf([...clean, name]));
    expect(told).toContain(`a-1-py3-none-any.whl contains ${name}, which`);
    expect(told).toContain('exclude = ["**/__pycache__/**"]');
  });

  it('is reported where an sdist contains it, with what its build backend needs', () => {
    const names = ['a-1/a.py', 'a-1/__pycache__/a.pyc', 'a-1/tests/__pycache__/b.pyc'];
    const told = warnings('a-1.tar.gz', tarOf(names), pythonProject);
    expect(told).toContain('a-1.tar.gz contains a-1/__pycache__/a.pyc and 1 more such files');
    expect(told).toContain('MANIFEST.in');
  });

  it('is not in other archives, and what is none is not for this warning', () => {
    expect(warnings('a-1-py3-none-any.whl', zipOf(clean))).toBe('');
    expect(warnings('a-1.tar.gz', tarOf(['a-1/a.py', 'a-1/pycache.py']))).toBe('');
    expect(warnings('a-1-py3-none-any.whl', Buffer.from('PK'))).toBe('');
    expect(warnings('a-1.tar.gz', Buffer.alloc(0))).toBe('');
  });
});
