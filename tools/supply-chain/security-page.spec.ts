import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const promises = page.split(/^### /m).slice(1);
const named = [...page.matchAll(/^- `([^`]+)`: "(.+)"$/gm)].map(
  ([, file = '', title = '']): readonly [string, string] => [title, file],
);

describe('SECURITY.md', () => {
  it('makes nine promises', () => {
    expect(promises.map((text) => text[0])).toEqual([...'123456789']);
  });

  it.each(promises.map((text) => [text.split('\n')[0] ?? '', text]))(
    'names a test that keeps the promise %j',
    (_, text) => {
      expect(text).toMatch(/^- `[^`]+`: "/m);
    },
  );

  it('has nothing but tests in these lists', () => {
    expect(named).toHaveLength([...page.matchAll(/^- `/gm)].length);
  });

  it.each(named)('names a test that exists: "%s" in %s', (title, file) => {
    expect(file).toMatch(/\.(spec|it|e2e)\.ts$/);
    expect(existsSync(join(root, file))).toBe(true);
    const source = readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'");
    // Where a test has its title, which may end in a computed part.
    const starts = [...source.matchAll(/\(\s*['"`]/g)].map(
      ({ index, 0: { length } }) => index + length,
    );
    expect(starts.some((start) => source.startsWith(title, start))).toBe(true);
  });

  it('is linked from README.md', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('(SECURITY.md)');
  });
});
