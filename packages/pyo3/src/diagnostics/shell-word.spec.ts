import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { shellWord } from './shell-word.ts';

describe('a word of a command in a hint', () => {
  it.each(['libs/a', 'a:develop', '.venv', 'C:\\ws\\.venv'])('is shown as it is: %s', (text) => {
    expect(shellWord(text)).toBe(text);
  });

  const onPosix = process.platform === 'win32' ? it.skip : it;
  onPosix.each(['$(touch x)', '`id`', "it's", 'a;b|c&d', 'a b', '*', '~', '', '"', '#x', '!x'])(
    'is one argument when it is pasted into a shell: %s [linux and macos only]',
    (text) => {
      const script = `printf %s ${shellWord(text)}`;
      expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(text);
    },
  );
});
