import { describe, expect, it } from '@jest/globals';
import { isOutputFile, isOutputFolder } from './ignored-names.ts';

describe('a folder', () => {
  it.each(['.nx-pyo3', '.venv', '.git', 'target', 'node_modules', '__pycache__', 'a.egg-info'])(
    '%s contains the output of tools',
    (name) => expect(isOutputFolder(name, false)).toBe(true),
  );

  it.each(['src', '.cargo', 'targets', 'build'])('%s contains sources', (name) => {
    expect(isOutputFolder(name, false)).toBe(false);
  });

  it.each(['dist', 'build'])('%s contains output if it is beside a manifest', (name) => {
    expect(isOutputFolder(name, true)).toBe(true);
  });
});

describe('a file', () => {
  it.each([
    '_a.abi3.so',
    '_a.cpython-311-x86_64-linux-gnu.so.0b3d7c6e-1a2b',
    '_a.pyd',
    'a.pyc',
    '.lib.rs.swp',
    'lib.rs~',
    '4913',
  ])('%s is not a source file', (name) => expect(isOutputFile(name)).toBe(true));

  it.each([
    'lib.rs',
    'a.py',
    'so.py',
    'data.json',
    '.env',
    '.env.compile',
    '.develop.env',
    '.gitignore',
    'LICENSE',
  ])('%s is a source file', (name) => expect(isOutputFile(name)).toBe(false));
});
