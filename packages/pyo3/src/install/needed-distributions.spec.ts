import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { distInfoFolders } from './installed-distribution.ts';
import { lostDistributions, neededDistributions } from './needed-distributions.ts';

const files = {
  'app-1.dist-info/METADATA':
    'Name: app\nRequires-Dist: Lib_A>=1 ; python_version < "4"\nRequires-Dist: absent\n\nRequires-Dist: text\n',
  'lib_a-2.0.dist-info/METADATA': 'Name: lib-a\nRequires-Dist: app\n',
  'own-0.1.dist-info/METADATA': 'Name: own\n',
  'own-0.1.dist-info/direct_url.json': '{"url": "file:///ws", "dir_info": {"editable": true}}',
  'text-1.dist-info/METADATA': 'Name: text\n',
};
const site = memoryReader(files);
const folders = distInfoFolders(site);

describe('what is needed', () => {
  it('is followed through METADATA, in circles too, as far as it is installed', () => {
    expect(neededDistributions(['app'], folders, site)).toEqual([
      'app-1.dist-info',
      'lib_a-2.0.dist-info',
    ]);
  });

  it('is noted with its metadata where that may change without the version', () => {
    const [entry = ''] = neededDistributions(['own'], folders, site);
    expect(entry).toMatch(/^own-0\.1\.dist-info sha256=/);
    expect(lostDistributions([entry], folders, site)).toEqual([]);
    const changed = memoryReader({ ...files, 'own-0.1.dist-info/METADATA': 'Name: own\nX: y\n' });
    expect(lostDistributions([entry], folders, changed)).toEqual([entry]);
  });

  it('is lost with its folder', () => {
    expect(lostDistributions(['app-1.dist-info', 'app-2.dist-info'], folders, site)).toEqual([
      'app-2.dist-info',
    ]);
  });
});
