import { expect, it } from '@jest/globals';
import { parseSimplePage, simplePage } from './simple-index.ts';

const digest = '0'.repeat(63) + 'f';

it('reads the page of a distribution below the root of an index', () => {
  expect(simplePage('https://example.org/simple', 'my-lib')).toBe(
    'https://example.org/simple/my-lib/',
  );
  expect(simplePage('https://example.org/simple/', 'a')).toBe('https://example.org/simple/a/');
});

it('reads JSON and HTML alike', () => {
  const json = {
    files: [
      { filename: 'a-1.tar.gz', hashes: { sha256: digest } },
      { filename: 'a-2.tar.gz', hashes: {} },
    ],
  };
  const html = `<a href="../../files/a-1.tar.gz#sha256=${digest.toUpperCase()}">x</a>
    <a class="y" HREF='https://x.org/a-2.tar.gz?z=1'>a-2.tar.gz</a><a name="no">link</a>
    <a href="/a-1%2Blocal.whl#md5=00">w</a>`;
  const expected = [
    ['a-1.tar.gz', digest],
    ['a-2.tar.gz', undefined],
  ];
  expect([...parseSimplePage('application/vnd.pypi.simple.v1+json', JSON.stringify(json))]).toEqual(
    expected,
  );
  expect([...parseSimplePage('text/html; charset=utf-8', html)]).toEqual([
    ...expected,
    ['a-1+local.whl', undefined],
  ]);
});
