import { describe, expect, it } from '@jest/globals';
import { parseTraces } from './python-trace.ts';

const process = (...records: readonly string[]) => ['s3.12.1', ...records, ''].join('\0');

describe('the records of Python processes', () => {
  it('are one trace, with each path once', () => {
    const trace = parseTraces([
      process('r/ws/a.txt', 'l/ws/data', 'm/ws/tests'),
      process('r/ws/a.txt', 'r/ws/with\nline.txt'),
    ]);
    expect(trace).toEqual({
      read: ['/ws/a.txt', '/ws/with\nline.txt'],
      listed: ['/ws/data'],
      searched: ['/ws/tests'],
      made: [],
      written: [],
      processes: 2,
      problems: [],
    });
  });

  it('name the source of a cached module', () => {
    const { read } = parseTraces([
      process(
        'r/ws/__pycache__/conftest.cpython-311-pytest-9.2.0.pyc',
        'r/ws/a/__pycache__/b.cpython-314.opt-1.pyc',
        'rC:\\ws\\__pycache__\\c.cpython-39.pyc',
        'r/ws/only.pyc',
      ),
    ]);
    expect(read).toEqual(['/ws/conftest.py', '/ws/a/b.py', 'C:\\ws\\c.py', '/ws/only.pyc']);
  });

  it('tell what was made from what was read and then replaced', () => {
    const trace = parseTraces([process('w/ws/out.txt', 'r/ws/golden.txt', 'w/ws/golden.txt')]);
    expect(trace.made).toEqual(['/ws/out.txt']);
    expect(trace.written).toEqual(['/ws/out.txt', '/ws/golden.txt']);
  });

  it('keep what went wrong, once', () => {
    const trace = parseTraces([process('!OSError(28)'), process('!OSError(28)')]);
    expect(trace.problems).toEqual(['OSError(28)']);
  });

  it('are none of a Python that has not loaded the recorder', () => {
    expect(parseTraces([])).toMatchObject({ processes: 0, read: [] });
  });
});
