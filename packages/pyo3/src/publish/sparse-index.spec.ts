import { expect, it } from '@jest/globals';
import { archiveUrl, findIndexed, indexPath, parseIndexConfig } from './sparse-index.ts';

it.each([
  ['a', '1/a'],
  ['ab', '2/ab'],
  ['abc', '3/a/abc'],
  ['Core-X', 'co/re/core-x'],
])('has the crate %s in %s', (name, path) => {
  expect(indexPath(name)).toBe(path);
});

it('finds a version whatever its build metadata, yanked ones too', () => {
  const lines = '{"vers":"0.1.0","cksum":"aa"}\n{"vers":"0.2.0+x","cksum":"bb","yanked":true}\n';
  expect(findIndexed(lines, '0.2.0')).toEqual({ cksum: 'bb' });
  expect(findIndexed(lines, '0.2.0-rc.1')).toBeUndefined();
});

it('knows the address of an archive, with and without markers', () => {
  expect(archiveUrl('https://x/api/v1/crates', 'core', '0.1.0', 'aa')).toBe(
    'https://x/api/v1/crates/core/0.1.0/download',
  );
  expect(archiveUrl('https://x/{prefix}/{crate}-{version}.crate', 'core', '0.1.0', 'aa')).toBe(
    'https://x/co/re/core-0.1.0.crate',
  );
});

it('knows whether reading needs a token', () => {
  expect(parseIndexConfig('{"dl":"d","auth-required":true}')).toEqual({
    dl: 'd',
    authRequired: true,
  });
  expect(parseIndexConfig('{"dl":"d"}').authRequired).toBe(false);
});
