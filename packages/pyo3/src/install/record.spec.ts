import { describe, expect, it } from '@jest/globals';
import { parseRecord, recordRow, renderRecord, withRows } from './record.ts';

const text =
  'a.pth,sha256=hk_9yrI6oIY4zSCXMOLj5ULl2SomYbCi7547R2hCMkA,34\n' +
  '"odd, ""name"".py",sha256=x,1\n' +
  'a-1.dist-info/RECORD,,\n';

describe('RECORD', () => {
  it('is read with paths that hold commas and quotes', () => {
    expect(parseRecord(text).map(({ path }) => path)).toEqual([
      'a.pth',
      'odd, "name".py',
      'a-1.dist-info/RECORD',
    ]);
  });

  it('is written as it was read', () => {
    expect(renderRecord(parseRecord(text))).toBe(text);
  });

  it('is read with the separators and line ends of Windows', () => {
    expect(parseRecord('..\\..\\Scripts\\a.exe,sha256=x,1\r\n')).toEqual([
      { path: '../../Scripts/a.exe', hash: 'sha256=x', size: '1' },
    ]);
  });

  it('loses lines that are no rows, and nothing else', () => {
    expect(parseRecord('half a li\n\na.pth,,\n')).toEqual([{ path: 'a.pth', hash: '', size: '' }]);
  });

  it('has the digest that installers write', () => {
    // Of an INSTALLER that uv wrote.
    expect(recordRow('INSTALLER', 'uv')).toEqual({
      path: 'INSTALLER',
      hash: 'sha256=5hhM4Q4mYTT9z6QB6PGpUAW81PGNFrYrdXMj4oM_6ak',
      size: '2',
    });
  });

  it('gets new rows before its own, and changed ones in their places', () => {
    const rows = withRows(parseRecord(text), [recordRow('a.pth', 'x'), recordRow('b', 'y')]);
    expect(rows.map(({ path, size }) => `${path} ${size}`)).toEqual([
      'a.pth 1',
      'odd, "name".py 1',
      'b 1',
      'a-1.dist-info/RECORD ',
    ]);
  });
});
