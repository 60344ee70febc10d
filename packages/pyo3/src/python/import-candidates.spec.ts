import { describe, expect, it } from '@jest/globals';
import { importCandidates } from './import-candidates.ts';
import { scanImports } from './import-scan.ts';

describe('importCandidates', () => {
  it.each([
    'import mylib',
    'import os, mylib.sub as m , a',
    'from mylib.sub import a, b as c',
    'from m import (\n  a,  # first\n  b,\n)',
    'from m import a, \\\n    b',
    'from \\\n  m.n import a',
    'import a, \\\r\n  b',
    'import a; import b',
    'try:\n    import a\nexcept ImportError:\n    import b\n',
    'importlib.import_module("a.b")',
    'importlib.import_module(\n    "a.b",\n)',
    "pytest.importorskip('c')",
    "__import__('d')",
    'x = 1;from é import y',
    'pytest_plugins = "a.b"',
    'pytest_plugins: list[str] = [\n    "a.b",\n    "c",\n]',
    'runpy.run_module("a.b")',
  ])('holds all that is imported by %j', (text) => {
    const imported = scanImports(text).map(({ module }) => module.split('.')[0]);
    expect(imported.length).toBeGreaterThan(0);
    expect(importCandidates(text)).toEqual(expect.arrayContaining(imported));
  });

  it('contains no inner segment of a dotted name', () => {
    expect(importCandidates('import a.b.c')).toEqual(['a']);
  });

  it.each([
    ['from ..other import x', true],
    ['from . . import x', true],
    ['from .other import x', false],
    ['from other import x', false],
  ])('detects whether an import leaves its package: %s', (text, leaves) => {
    expect(importCandidates(text).includes('..')).toBe(leaves);
  });

  it('reads a line of any length, and lines joined by a backslash', () => {
    expect(importCandidates(`import ${'a'.repeat(2e7)}`)).toHaveLength(1);
    expect(importCandidates('import a, \\\r\n  b\nc')).toEqual(['a', 'b']);
  });

  it('is empty for a file that imports nothing', () => {
    expect(importCandidates('x = 1\n')).toEqual([]);
  });
});
