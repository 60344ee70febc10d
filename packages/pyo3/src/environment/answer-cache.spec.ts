import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openAnswerCache } from './answer-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-answers-'));
  writeFileSync(join(folder, 'rustc'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (data = 'data') => join(folder, data, 'fingerprint.json');
const known = (data?: string) => openAnswerCache(file(data)).known('rustc', '1');

const later = () => Date.now() + 10_000;

function learn(files: readonly string[] = [join(folder, 'rustc')], since = later()): void {
  const cache = openAnswerCache(file());
  cache.learn('rustc', '1', { value: 'rustc 1.95.0', files }, since);
  cache.save();
}

describe('a kept answer', () => {
  it('is used as long as its files and settings are the same', () => {
    learn();
    expect(known()).toBe('rustc 1.95.0');
    expect(openAnswerCache(file()).known('rustc', '2')).toBeUndefined();
    writeFileSync(join(folder, 'rustc'), 'another');
    expect(known()).toBeUndefined();
  });

  it('is not used for a file of the same size and time, which only the time of its change tells', () => {
    learn();
    const { atime, mtime } = statSync(join(folder, 'rustc'));
    writeFileSync(join(folder, 'rustc'), '');
    utimesSync(join(folder, 'rustc'), atime, mtime);
    expect(known()).toBeUndefined();
  });

  it('is not kept when a file has just changed: a second change could leave its stamp as it is', () => {
    learn([join(folder, 'rustc')], Date.now());
    expect(known()).toBeUndefined();
  });

  it('is used as long as a file that was not there is still not there', () => {
    learn([join(folder, 'rustc'), join(folder, 'rust-toolchain')]);
    expect(known()).toBe('rustc 1.95.0');
    writeFileSync(join(folder, 'rust-toolchain'), '');
    expect(known()).toBeUndefined();
  });

  it('is not used when it depends on no file', () => {
    learn([]);
    expect(known()).toBeUndefined();
  });

  it('is not used when the file came with the repository', () => {
    const answers = { rustc: { settings: '1', files: {}, value: 'forged' } };
    mkdirSync(join(folder, 'data'));
    for (const text of [answers, { answers }, { mark: '', answers }, { mark: '1:1', answers }, 3]) {
      writeFileSync(file(), JSON.stringify(text));
      expect(known()).toBeUndefined();
    }
  });

  it('is not used in a checkout that it was copied to', () => {
    learn();
    cpSync(join(folder, 'data'), join(folder, 'copy'), {
      recursive: true,
      preserveTimestamps: true,
    });
    expect(readFileSync(file('copy'), 'utf8')).toBe(readFileSync(file(), 'utf8'));
    expect(known('copy')).toBeUndefined();
    expect(known()).toBe('rustc 1.95.0');
  });
});

describe('asking', () => {
  const isText = (value: unknown): value is string => typeof value === 'string';
  const ask = (value: string | null) => jest.fn(() => ({ value, files: [join(folder, 'rustc')] }));
  const answered = (asked: () => { value: string | null; files: readonly string[] }) => {
    const cache = openAnswerCache(file());
    const value = cache.answer('rustc', '1', isText, asked);
    cache.save();
    return value;
  };
  beforeEach(() => {
    const now = later();
    jest.spyOn(Date, 'now').mockReturnValue(now);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('happens once', () => {
    expect(answered(ask('1.95'))).toBe('1.95');
    const again = ask('1.96');
    expect(answered(again)).toBe('1.95');
    expect(again).not.toHaveBeenCalled();
  });

  it('happens again after a program did not answer', () => {
    expect(answered(ask(null))).toBeNull();
    expect(answered(ask('1.95'))).toBe('1.95');
  });
});
