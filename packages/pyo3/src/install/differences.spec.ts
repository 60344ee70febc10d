import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { installState } from './differences.ts';
import { distInfoFolders } from './installed-distribution.ts';
import { renderMarker } from './install-marker.ts';
import { developedSite, distributionFiles, expected, marker, type Files } from '../testing/site.ts';

function differencesIn(files: Files, changes: Partial<typeof expected> = {}) {
  const site = memoryReader(files);
  const { differences } = installState({ ...expected, ...changes }, distInfoFolders(site), site);
  return differences.map(({ of, found }) => `${of}: ${found}`);
}

const folder = 'a-0.1.0.dist-info';
const markedAs = (changes: Partial<typeof marker>) => ({
  [`${folder}/nx-pyo3.json`]: renderMarker({ ...marker, ...changes }),
});

function without(path: string): Files {
  return Object.fromEntries(Object.entries(developedSite()).filter(([name]) => name !== path));
}

describe('an installation that develop has finished', () => {
  it('has no difference', () => {
    expect(differencesIn(developedSite())).toEqual([]);
  });

  it('has none for other spellings of its name', () => {
    const named = { ...expected.distribution, name: 'A.b', normalizedName: 'a-b' };
    const files = distributionFiles('A_B-1.dist-info', {
      'a_b.pth': '/ws/libs/a/python',
      'A_B-1.dist-info/direct_url.json': developedSite()[`${folder}/direct_url.json`] ?? '',
      'A_B-1.dist-info/nx-pyo3.json': renderMarker({ ...marker, needs: [] }),
    });
    const path = { file: 'a_b.pth', folder: '/ws/libs/a/python' };
    expect(differencesIn(files, { distribution: named, path })).toEqual([]);
  });
});

describe('an installation that has to be made again', () => {
  it.each<readonly [string, Files, string]>([
    ['a new environment', {}, 'it is not installed'],
    [
      'an installation that was cut off',
      { ...developedSite(), 'a-0.2.0.dist-info/METADATA': '' },
      'it is installed twice: a-0.1.0.dist-info, a-0.2.0.dist-info',
    ],
    [
      'a wheel from an index',
      without(`${folder}/direct_url.json`),
      'it was installed by uv from an index',
    ],
    [
      'an archive',
      developedSite({
        [`${folder}/direct_url.json`]: '{"url": "file:///a.whl", "archive_info": {}}',
      }),
      'it was installed by uv from file:///a.whl, not editable',
    ],
    [
      'another checkout',
      developedSite({
        [`${folder}/direct_url.json`]: '{"dir_info": {"editable": true}, "url": "file:///old/a"}',
      }),
      'it is an editable install of file:///old/a',
    ],
    [
      'an editable install of another tool',
      without(`${folder}/nx-pyo3.json`),
      'uv or a tool that uses it installed it after the last develop, or develop was cut off',
    ],
    [
      'a changed manifest',
      developedSite(markedAs({ made: 'other' })),
      'a file that its metadata is made from has changed',
    ],
    [
      'another interpreter',
      developedSite(markedAs({ interpreter: 'cpython 3.10 linux-x86_64 /py' })),
      'it was installed for cpython 3.10 linux-x86_64 /py',
    ],
    [
      'another plugin',
      developedSite(markedAs({ plugin: '0.0.1' })),
      'version 0.0.1 of the plugin installed it',
    ],
    ['no RECORD', without(`${folder}/RECORD`), 'a-0.1.0.dist-info has no RECORD'],
    ['a lost .pth', without('a.pth'), 'a.pth is missing or changed'],
    ['a lost launcher', without('../../../bin/a'), '../../../bin/a is missing or changed'],
    [
      'a changed entry in its metadata',
      { ...developedSite(), [`${folder}/METADATA`]: 'Name: b\n' },
      'a-0.1.0.dist-info/METADATA is missing or changed',
    ],
    [
      'a .pth that names another folder',
      developedSite({ 'a.pth': '/old/libs/a/python' }),
      'a.pth does not name /ws/libs/a/python',
    ],
    [
      'a marker of which half was written',
      developedSite({ [`${folder}/nx-pyo3.json`]: '{"made": "dig' }),
      'uv or a tool that uses it installed it after the last develop, or develop was cut off',
    ],
  ])('%s', (_, files, found) => {
    expect(differencesIn(files)).toContain(`distribution: ${found}`);
  });
});

describe('an installation of which the dependencies have to be looked at', () => {
  it('has lost one, or has another version of it', () => {
    expect(differencesIn(without('numpy-2.1.0.dist-info/METADATA'))).toEqual([
      'dependencies: numpy-2.1.0.dist-info is not there any more, or changed',
    ]);
  });

  it('came from another lock file', () => {
    expect(differencesIn(developedSite(), { lock: 'new' })).toEqual([
      'dependencies: the lock file has changed',
    ]);
  });
});
