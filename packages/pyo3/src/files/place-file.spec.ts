import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { placeLibrary, removeLibrary, type PlacedFiles } from './place-file.ts';

/** A folder on Windows: what is loaded can be renamed, but neither overwritten nor deleted. */
function windows(content: Record<string, string>, loaded: readonly string[] = []) {
  const files = new Map(Object.entries(content));
  const inUse = new Set(loaded.map((name) => content[name]));
  const refuse = (): never => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
  };
  const requireFree = (name: string) => inUse.has(files.get(name) ?? '') && refuse();
  const nameOf = (path: string) => path.slice(folder.length + 1);
  const placed: PlacedFiles = {
    copy: (from, to) => void files.set(nameOf(to), `content of ${from}`),
    rename: (from, to) => {
      requireFree(nameOf(to));
      files.set(nameOf(to), files.get(nameOf(from)) ?? '');
      files.delete(nameOf(from));
    },
    remove: (file) => {
      requireFree(nameOf(file));
      files.delete(nameOf(file));
    },
    exists: (file) => file === folder || files.has(nameOf(file)),
    list: () => [...files.keys()],
  };
  return { files, placed, unload: () => inUse.clear() };
}

const folder = join('C:', 'repo', 'mylib');
const file = join(folder, '_mylib.pyd');

describe('an extension on Windows', () => {
  it('is replaced', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' });
    placeLibrary('new.pyd', file, placed);
    expect([...files]).toEqual([['_mylib.pyd', 'content of new.pyd']]);
  });

  it('is replaced while a Python has it loaded, which keeps the former', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    placeLibrary('new.pyd', file, placed);
    expect(files.get('_mylib.pyd')).toBe('content of new.pyd');
    const [aside = '', ...more] = [...files.keys()].filter((name) => name !== '_mylib.pyd');
    expect(more).toEqual([]);
    expect(files.get(aside)).toBe('old');
    // Python imports no such name, and what git ignores it still ignores.
    expect(aside).toMatch(/^~.*\.pyd$/);
  });

  it('has no trace of the former as soon as nobody has it loaded', () => {
    const { files, placed, unload } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    placeLibrary('new.pyd', file, placed);
    unload();
    placeLibrary('newer.pyd', file, placed);
    expect([...files]).toEqual([['_mylib.pyd', 'content of newer.pyd']]);
  });

  it('of an earlier build is taken out of the way while it is loaded', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    removeLibrary(file, placed);
    expect([...files.keys()]).toEqual([expect.stringMatching(/^~.*-_mylib\.pyd$/)]);
  });

  it('stays as it was when it cannot be replaced at all', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    const refusing: PlacedFiles = {
      ...placed,
      rename: () => {
        throw Object.assign(new Error('not permitted'), { code: 'EACCES' });
      },
    };
    expect(() => placeLibrary('new.pyd', file, refusing)).toThrow(
      `${file} cannot be written: you are not allowed to.`,
    );
    expect(() => removeLibrary(file, refusing)).toThrow('cannot be written');
    expect([...files]).toEqual([['_mylib.pyd', 'old']]);
  });
});
