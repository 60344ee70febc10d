import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { checkUrlFor, packageIndex } from './package-index.ts';

const files = {
  'pyproject.toml':
    '[tool.uv.workspace]\nmembers = ["a"]\n[[tool.uv.index]]\nname = "own-index"\nurl = "https://own/simple/"\npublish-url = "https://own/up/"\n[[tool.uv.index]]\nname = "read"\nurl = "https://r/"\n',
  'a/pyproject.toml': '[project]\nname = "a"\n',
};
type Options = Parameters<typeof packageIndex>[2];
const index = (options: Options, env = {}) =>
  packageIndex('a:nx-release-publish', 'a', options, env, manifestsOf(memoryReader(files)));

describe('the index of a distribution', () => {
  it('is PyPI, unless something says otherwise', () => {
    expect(index({})).toEqual({
      publishUrl: 'https://upload.pypi.org/legacy/',
      checkUrl: 'https://pypi.org/simple/',
      label: 'https://upload.pypi.org/legacy/',
    });
    expect(index({ publishUrl: 'https://test.pypi.org/legacy/' }).checkUrl).toBe(
      'https://test.pypi.org/simple/',
    );
  });

  it('is one of uv’s settings, with the credentials for it', () => {
    const expected = {
      publishUrl: 'https://own/up/',
      checkUrl: 'https://own/simple/',
      label: 'own-index',
    };
    expect(index({ index: 'own-index' })).toEqual(expected);
    expect(index({ registry: 'own-index', publishUrl: 'https://other/' })).toEqual(expected);
    const env = { UV_INDEX_OWN_INDEX_USERNAME: 'u', UV_INDEX_OWN_INDEX_PASSWORD: 'p/' };
    const own = index({ index: 'own-index' }, env);
    expect(own.credentials).toEqual({ user: 'u', password: 'p/' });
    expect(checkUrlFor(own)).toBe('https://u:p%2F@own/simple/');
    expect(index({ index: 'own-index' }, { UV_PUBLISH_TOKEN: 't' }).credentials).toEqual({
      user: '__token__',
      password: 't',
    });
  });

  it('is what variables name, whose password is not shown', () => {
    const env = {
      UV_PUBLISH_URL: 'https://u:secret@x/up/',
      UV_PUBLISH_CHECK_URL: 'https://x/simple/',
    };
    expect(index({}, env)).toMatchObject({ label: 'https://x/up/', checkUrl: 'https://x/simple/' });
    // The list of another index says nothing of the one that the option names.
    expect(() => index({ publishUrl: 'https://y/' }, env)).toThrow('has no `checkUrl`');
  });

  it('never sends the credentials of an index to another one', () => {
    const env = { UV_PUBLISH_TOKEN: 't' };
    expect(
      index({ publishUrl: 'https://x/', checkUrl: 'https://y/' }, env).credentials,
    ).toBeUndefined();
  });

  it.each([
    [
      { publishUrl: 'https://x/' },
      'has no `checkUrl`, so the plugin cannot see what https://x/ has already.',
    ],
    [{ index: 'own-index', publishUrl: 'https://x/' }, 'has both `index` and `publishUrl`'],
    [
      { index: 'none' },
      'publishes to the index "none", but [[tool.uv.index]] has none of that name.',
    ],
    [
      { registry: 'read' },
      'publishes to the index "read", but [[tool.uv.index]] has no `publish-url` for it.',
    ],
    [
      { checkUrl: 'https://u:p@x/' },
      'An address in the options of a:nx-release-publish contains a password.',
    ],
  ])('is refused: %j', (options, message) => {
    expect(() => index(options)).toThrow(message);
  });
});
