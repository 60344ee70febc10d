import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { knownPython } from './known-python.ts';

describe('the Python of a project', () => {
  const known = (files: Readonly<Record<string, string>>) =>
    knownPython('libs/a', memoryReader(files));

  it.each([
    ['uv', 'implementation = CPython\nuv = 0.9.0\nversion_info = 3.12.4\n'],
    ['virtualenv', 'implementation = CPython\nversion_info = 3.12.4.final.0\nversion = 3.12.4\n'],
  ])('is what %s has written of it', (_, text) => {
    expect(known({ '.venv/pyvenv.cfg': text })).toEqual({
      version: '3.12.4',
      implementation: 'cpython',
    });
  });

  it('has no implementation with `python -m venv`', () => {
    const files = { '.venv/pyvenv.cfg': 'home = /usr/bin\nversion = 3.11.7\n' };
    expect(known(files)).toEqual({ version: '3.11.7' });
  });

  it('is that of its own environment', () => {
    const files = {
      '.venv/pyvenv.cfg': 'version = 3.11.7\n',
      'libs/a/.venv/pyvenv.cfg': 'version = 3.13.1\n',
    };
    expect(known(files)).toEqual({ version: '3.13.1' });
    expect(known({ ...files, 'libs/a/.venv/pyvenv.cfg': 'home = /usr\n' })).toBeUndefined();
  });

  it('is not known before there is an environment', () => {
    expect(known({})).toBeUndefined();
  });
});
