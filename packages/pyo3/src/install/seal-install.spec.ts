import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskReader } from '../files/disk.ts';
import { installState } from './differences.ts';
import { distInfoFolders } from './installed-distribution.ts';
import { sealInstall } from './seal-install.ts';
import { distributionFiles, expected, type Files } from '../testing/site.ts';

let root: string;
let sitePackages: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-seal-'));
  sitePackages = join(root, 'site-packages');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function place(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(sitePackages, path)), { recursive: true });
    writeFileSync(join(sitePackages, path), text);
  }
}

const folder = 'a-0.1.0.dist-info';
/** As uv leaves it after the installation of a wheel from a folder of its own. */
const byUv = distributionFiles(folder, {
  'a.pth': '/ws/libs/a/python',
  [`${folder}/METADATA`]: 'Name: a\nRequires-Dist: numpy\n',
  [`${folder}/INSTALLER`]: 'uv',
  [`${folder}/direct_url.json`]: '{"url":"file:///tmp/x/a.whl","archive_info":{}}',
});
const seal = () => sealInstall({ sitePackages, expected, alsoNeeded: ['pytest'] });

describe('the seal of an installation', () => {
  it('leaves nothing for the next develop to do', () => {
    place(byUv);
    place({ 'numpy-2.0.dist-info/METADATA': '', 'pytest-9.0.dist-info/METADATA': '' });
    expect(seal().needs).toEqual(['numpy-2.0.dist-info', 'pytest-9.0.dist-info']);
    const site = diskReader(sitePackages);
    expect(installState(expected, distInfoFolders(site), site).differences).toEqual([]);
  });

  it('names the folder of the project as origin, in the words of pip, uv and maturin', () => {
    place(byUv);
    seal();
    expect(readFileSync(join(sitePackages, folder, 'direct_url.json'), 'utf8')).toBe(
      '{"dir_info": {"editable": true}, "url": "file:///ws/libs/a"}',
    );
  });

  it('is in RECORD, so that whoever uninstalls the distribution removes all of it', () => {
    place(byUv);
    seal();
    const rows = readFileSync(join(sitePackages, folder, 'RECORD'), 'utf8')
      .trim()
      .split('\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(
      expect.arrayContaining([`${folder}/nx-pyo3.json`, `${folder}/direct_url.json`]),
    );
    expect(readdirSync(join(sitePackages, folder)).sort()).toEqual([
      ...['INSTALLER', 'METADATA', 'RECORD', 'direct_url.json', 'nx-pyo3.json'],
    ]);
  });

  it('is refused where nothing was installed', () => {
    place({ 'b-1.dist-info/METADATA': '' });
    expect(seal).toThrow(`A was installed, and it is not in ${sitePackages}.`);
  });

  it('is refused where an old installation was left beside the new one', () => {
    place({ ...byUv, 'a-0.0.9.dist-info/METADATA': '' });
    expect(seal).toThrow(`A is installed more than once in ${sitePackages}`);
  });
});
