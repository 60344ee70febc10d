import { expect, it } from '@jest/globals';
import { hasPassword, redacted, shownUrl } from './redact.ts';

it('removes secrets, however the tool or the server writes them', () => {
  const env = {
    UV_PUBLISH_TOKEN: 'pypi-AgEI',
    UV_PUBLISH_URL: 'https://u:p%40ss@x.org/',
    HOME: '/home/me',
  };
  const basic = Buffer.from('__token__:pypi-AgEI').toString('base64');
  expect(redacted(`no pypi-AgEI, no Basic ${basic}, no p%40ss, no p@ss, but /home/me`, env)).toBe(
    'no ***, no Basic ***, no ***, no ***, but /home/me',
  );
});

it('removes the line with which uv tells GitHub a minted token, and the token elsewhere', () => {
  expect(redacted('start\n::add-mask::pypi-minted\nuploading with pypi-minted\n', {})).toBe(
    'start\nuploading with ***\n',
  );
});

it('shows addresses without user and password', () => {
  expect(shownUrl('https://user:secret@x.org/simple/')).toBe('https://x.org/simple/');
  expect(shownUrl('sparse+https://user@x.org/@a/')).toBe('sparse+https://x.org/@a/');
  expect([hasPassword('https://user:secret@x.org/'), hasPassword('https://user@x.org/')]).toEqual([
    true,
    false,
  ]);
});
