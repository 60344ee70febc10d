import { describe, expect, it } from '@jest/globals';
import {
  placedRecord,
  readPlacedRecord,
  readStagedRecord,
  recordName,
  renderPlacedRecord,
  stagedTexts,
  stagingFolder,
  stagingOutput,
  type StagedRecord,
} from './staging.ts';

const extension = {
  moduleName: 'a._a',
  initName: '_a',
  pythonRoot: 'libs/a/python',
  layout: 'mixed',
} as const;
const record: StagedRecord = { name: '_a.abi3.so', digest: 'ab12', module: 'a._a' };

describe('the staging folder', () => {
  it('is inside the project, and the output of its target', () => {
    expect(stagingFolder('libs/a')).toBe('libs/a/.nx-pyo3/compile');
    expect(stagingFolder('.')).toBe('.nx-pyo3/compile');
    expect(stagingOutput).toBe('{projectRoot}/.nx-pyo3/compile');
  });

  it('holds no ignore file, at which Nx would end its daemon', () => {
    expect(Object.keys(stagedTexts(record))).toEqual([recordName]);
  });

  it('says what it holds', () => {
    expect(readStagedRecord(stagedTexts(record)[recordName], { extension })).toEqual(record);
  });
});

describe('a record that says nothing of the extension', () => {
  it.each<readonly [string, string | undefined]>([
    ['is missing', undefined],
    ['was cut off', '{"name": "_a.ab'],
    ['is no object', 'null'],
    ['lacks the digest', JSON.stringify({ ...record, digest: undefined })],
    ['is of a module that was renamed', JSON.stringify({ ...record, module: 'a._b' })],
    ['names another file', JSON.stringify({ ...record, name: '_b.so' })],
    ['leads elsewhere', JSON.stringify({ ...record, name: '_a./../../_a.so' })],
  ])('%s', (_, text) => {
    expect(readStagedRecord(text, { extension })).toBeUndefined();
  });
});

describe('the note of a placed extension', () => {
  const placed = { file: 'python/a/_a.abi3.so', digest: 'ab12' };

  it('is beside what compile writes, and is read again', () => {
    expect(placedRecord('libs/a')).toBe('libs/a/.nx-pyo3/placed.json');
    expect(readPlacedRecord(renderPlacedRecord(placed))).toEqual(placed);
  });

  it.each<readonly [string, string | undefined]>([
    ['is missing', undefined],
    ['was cut off', '{"file": "python/a'],
    ['lacks the digest', JSON.stringify({ file: placed.file })],
    ['leads out of the project', JSON.stringify({ ...placed, file: '../b/_b.so' })],
    ['is absolute', JSON.stringify({ ...placed, file: '/_b.so' })],
  ])('that %s is none', (_, text) => {
    expect(readPlacedRecord(text)).toBeUndefined();
  });
});
