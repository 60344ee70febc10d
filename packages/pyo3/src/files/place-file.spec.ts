import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { placeLibrary, removeLibrary, type PlacedFiles } from './place-file.ts';

/**
 * Simulates a folder on Windows: a loaded file can be renamed, but neither overwritten nor deleted.
 */
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

  it('is replaced while a Python has it loaded, which keeps the old library', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    placeLibrary('new.pyd', file, placed);
    expect(files.get('_mylib.pyd')).toBe('content of new.pyd');
    const [aside = '', ...more] = [...files.keys()].filter((name) => name !== '_mylib.pyd');
    expect(more).toEqual([]);
    expect(files.get(aside)).toBe('old');
    // Python cannot import such a name, and git still ignores it.
    expect(aside).toMatch(/^~.*\.pyd$/);
  });

  it('leaves no old file once no process has it loaded', () => {
    const { files, placed, unload } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    placeLibrary('new.pyd', file, placed);
    unload();
    placeLibrary('newer.pyd', file, placed);
    expect([...files]).toEqual([['_mylib.pyd', 'content of newer.pyd']]);
  });

  it('from an earlier build is set aside while it is loaded', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    removeLibrary(file, placed);
    expect([...files.keys()]).toEqual([expect.stringMatching(/^~.*-_mylib\.pyd$/)]);
  });

  it('is unchanged if it cannot be replaced at all', () => {
    const { files, placed } = windows({ '_mylib.pyd': 'old' }, ['_mylib.pyd']);
    const refusing: PlacedFiles = {
      ...placed,
      rename: () => {
        throw Object.assign(new Error('not permitted'), { code: 'EACCES' });
      },
    };
    expect(() => placeLibrary('new.pyd', file, refusing)).toThrow(
      `${file} cannot be written: permission denied.`,
    );
    expect(() => removeLibrary(file, refusing)).toThrow('cannot be written');
    expect([...files]).toEqual([['_mylib.pyd', 'old']]);
  });
});
