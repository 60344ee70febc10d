import { describe, expect, it } from '@jest/globals';
import { isOutputFile, isOutputFolder } from './ignored-names.ts';

describe('a folder', () => {
  it.each(['.nx-pyo3', '.venv', '.git', 'target', 'node_modules', '__pycache__', 'a.egg-info'])(
    '%s holds what tools write',
    (name) => expect(isOutputFolder(name, false)).toBe(true),
  );

  it.each(['src', '.cargo', 'targets', 'build'])('%s holds sources', (name) => {
    expect(isOutputFolder(name, false)).toBe(false);
  });

  it.each(['dist', 'build'])('%s does so where it is next to a manifest', (name) => {
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
  ])('%s is none of the sources', (name) => expect(isOutputFile(name)).toBe(true));

  it.each(['lib.rs', 'a.py', 'so.py', 'data.json', '.env', '.gitignore', 'LICENSE'])(
    '%s is one',
    (name) => expect(isOutputFile(name)).toBe(false),
  );
});
