import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openAnswerCache } from './answer-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-answers-'));
  writeFileSync(join(folder, 'rustc'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (data = 'data') => join(folder, data, 'fingerprint.json');
const known = (data?: string) => openAnswerCache(file(data)).known('rustc', '1');

function learn(files: readonly string[] = [join(folder, 'rustc')]): void {
  const cache = openAnswerCache(file());
  cache.learn('rustc', '1', 'rustc 1.95.0', files);
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
