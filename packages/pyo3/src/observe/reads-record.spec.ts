import { describe, expect, it } from '@jest/globals';
import {
  asGlob,
  inputsOfReads,
  parseReads,
  renderReads,
  withMoreReads,
  withRun,
  type UndeclaredReads,
} from './reads-record.ts';

const none: UndeclaredReads = { files: [], globs: [], ignored: [], git: [], outside: [] };
const task = { root: 'libs/a', target: 'pytest' };
const run = (undeclared: Partial<UndeclaredReads>, counted: readonly string[] = []) => ({
  undeclared: { ...none, ...undeclared },
  counted: new Set(counted),
});
const everything = () => true;

describe('the record of undeclared reads', () => {
  it('is read as it was written', () => {
    const record = withRun({}, task, run({ files: ['data/x'], git: ['.git/HEAD'] }), everything);
    expect(parseReads(renderReads(record))).toEqual(record);
  });

  it.each([undefined, '', '{', '[]', '{"format":0,"projects":{"a":{"pytest":{"files":["x"]}}}}'])(
    'is empty for %p',
    (text) => {
      expect(parseReads(text)).toEqual({});
    },
  );

  it('is no text when nothing is undeclared', () => {
    expect(renderReads(withRun({}, task, run({}), everything))).toBe('');
  });

  it('keeps what an earlier run has read, and forgets what is gone', () => {
    const before = withRun(
      {},
      task,
      run({ files: ['data/gone', 'data/looked-for', 'data/x'], globs: ['data/*', 'gone/*'] }),
      everything,
    );
    const isThere = (path: string) => ['data', 'data/x'].includes(path);
    const after = withRun(before, task, run({ files: ['new'] }, ['data/looked-for']), isThere);
    expect(after['libs/a']?.['pytest']).toMatchObject({
      files: ['data/looked-for', 'data/x', 'new'],
      globs: ['data/*'],
    });
  });

  it('has only what the last run found of what can be no input', () => {
    const before = withRun({}, task, run({ git: ['.git/HEAD'], outside: ['/x'] }), everything);
    expect(renderReads(withRun(before, task, run({}), everything))).toBe('');
  });
});

describe('what a compile reads', () => {
  it('is added to what is recorded, which stays for as long as it exists', () => {
    const task = { root: 'crates/a', target: 'compile' };
    const first = withMoreReads({}, task, ['x.txt', 'gone.txt', 'proto/**/*'], everything);
    const next = withMoreReads(first, task, ['y.txt'], (path) => path !== 'gone.txt');
    expect(next['crates/a']?.['compile']).toEqual({
      ...none,
      files: ['x.txt', 'y.txt'],
      globs: ['proto/**/*'],
    });
  });
});

describe('the inputs that a record makes', () => {
  const reads = {
    ...none,
    files: ['data/[x].json'],
    globs: ['data/*'],
    ignored: ['a/_version.py'],
  };

  it('are files of the workspace, and ignored ones where Nx can hash them', () => {
    expect(inputsOfReads(reads, true)).toEqual([
      '{workspaceRoot}/data/?x?.json',
      '{workspaceRoot}/data/*',
      { fileset: '{workspaceRoot}/a/_version.py', includeIgnored: true },
    ]);
    expect(inputsOfReads(reads, false)).toHaveLength(2);
  });
});

describe('a glob for a path', () => {
  it('has a letter that stands for any in place of one that has a meaning', () => {
    expect(asGlob('a b/ä-1_[x]{y}!.txt')).toBe('a b/ä-1_?x??y??.txt');
  });
});
