import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestProblems, publishedManifest, type Manifest } from './published-manifest.ts';

const file = join(import.meta.dirname, '..', '..', 'packages', 'pyo3', 'package.json');
const own: Manifest = JSON.parse(readFileSync(file, 'utf8'));
const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'owner/name' };

describe('the package.json that is published', () => {
  it('names the repository of the workflow that builds it, as npm provenance requires', () => {
    expect(publishedManifest(own, github)).toMatchObject({
      name: 'pyo3',
      repository: {
        type: 'git',
        url: 'git+https://github.com/owner/name.git',
        directory: 'packages/pyo3',
      },
      homepage: 'https://github.com/owner/name#readme',
      bugs: { url: 'https://github.com/owner/name/issues' },
    });
  });

  it('keeps an address that the manifest states', () => {
    const stated = { ...own, homepage: 'https://example.org/pyo3' };
    expect(publishedManifest(stated, github)).toMatchObject({ homepage: stated.homepage });
  });

  it('is that of the source where no workflow builds it', () => {
    expect(publishedManifest(own, {})).toEqual(own);
  });

  it('invents no address: the source states all three of one repository, or none', () => {
    const stated = ['repository', 'homepage', 'bugs'].filter((field) => field in own);
    expect([0, 3]).toContain(stated.length);
    const text = JSON.stringify(stated.map((field) => own[field]));
    expect(text).not.toMatch(/example\.(com|org)|owner\/|your-|<|TODO/i);
  });

  it('has no scripts, so that installing the package runs none of its code', () => {
    expect(manifestProblems(own)).toEqual([]);
    expect(manifestProblems({ ...own, scripts: { postinstall: 'node dist/index.js' } })).toEqual([
      'package.json has scripts; npm would run some of them when the package is installed',
    ]);
  });

  it('can be found: it has keywords, a license and a description', () => {
    const { keywords, ...without } = own;
    expect(keywords).toContain('nx-plugin');
    expect(manifestProblems(without)).toEqual(['package.json has no keywords']);
  });
});
