import { describe, expect, it } from '@jest/globals';
import { isMypyCache, sourcesInMypyCache } from './mypy-cache.ts';

/** As mypy 2.4.1 wrote it for `import b`, up to the name of the data file. */
const fixed = Buffer.from(
  '\x00\x0b\x04\x16a\x04 ./a.py\x03\x0f$\xe0n\x0ck\x03D\x04df4df904a6ec76009bd4a95cc39f62cfc3c3bfc34',
  'latin1',
);

describe('the sources that a cache of mypy names', () => {
  it('are read from its fixed format', () => {
    expect(sourcesInMypyCache(fixed)).toEqual(['./a.py']);
  });

  it('may have a long path, whose length takes two bytes', () => {
    const path = `/${'long/'.repeat(40)}stub.pyi`;
    const length = ((path.length + 100) << 2) | 1;
    const bytes = [4, length & 0xff, length >> 8, ...Buffer.from(path), 3, 0x0f];
    expect(sourcesInMypyCache(Buffer.from([0, 11, 4, 0x16, 0x61, ...bytes]))).toEqual([path]);
  });

  it('are read from JSON, as older versions write it', () => {
    const meta = Buffer.from('{"id": "b", "path": "../shared/b \\"x\\".py", "mtime": 1}');
    expect(sourcesInMypyCache(meta)).toEqual(['../shared/b "x".py']);
  });

  it('are none of something else that ends in .py', () => {
    expect(sourcesInMypyCache(Buffer.from('see setup.py\x03'))).toEqual([]);
    expect(sourcesInMypyCache(Buffer.alloc(0))).toEqual([]);
  });

  it('stand in these files', () => {
    const files = ['3.11/cache.12.db', '3.9/cache.db', '3.11/a/b.meta.json', '3.13/a.meta.ff'];
    expect(files.filter((file) => isMypyCache(`/ws/.mypy_cache/${file}`))).toEqual(files);
    expect(isMypyCache('/ws/.mypy_cache/3.11/a/b.data.json')).toBe(false);
  });
});
