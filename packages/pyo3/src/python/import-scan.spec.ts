import { describe, expect, it } from '@jest/globals';
import { scanImports } from './import-scan.ts';

/** Renders `level` dots, the module, and the names after a colon. */
function found(text: string): readonly string[] {
  return scanImports(text).map(
    ({ level, module, names, typeOnly }) =>
      '.'.repeat(level) +
      module +
      (names.length > 0 ? `: ${names.join(' ')}` : '') +
      (typeOnly ? ' (types)' : ''),
  );
}

describe('scanImports', () => {
  it.each<[string, string, readonly string[]]>([
    ['one module', 'import mylib', ['mylib']],
    ['several, dotted and renamed', 'import os, mylib.sub as m , a', ['os', 'mylib.sub', 'a']],
    ['names out of a module', 'from mylib.sub import a, b as c', ['mylib.sub: a b']],
    ['everything', 'from mylib import *', ['mylib: *']],
    ['a list over lines, with a comment', 'from m import (\n  a,  # first\n  b,\n)', ['m: a b']],
    ['a continued line', 'from m import a, \\\n    b', ['m: a b']],
    ['two statements on a line', 'import a; import b', ['a', 'b']],
    ['relative ones', 'from . import x\nfrom ..pkg.mod import y', ['.: x', '..pkg.mod: y']],
    ['relative with an ellipsis', 'from ...deep import z', ['...deep: z']],
    ['one inside a function', 'def f():\n    import lazy\n', ['lazy']],
    ['one that may fail', 'try:\n    import a\nexcept ImportError:\n    import b\n', ['a', 'b']],
    ['names that look like keywords', 'import important\nfrom_x = 1\n', ['important']],
  ])('finds %s', (_what, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['a comment', '# import mylib'],
    ['a string', 'x = "import mylib"'],
    ['a docstring', '"""\nimport mylib\n"""'],
    ['an f-string', 'x = f"import {mylib}"'],
    ['an attribute', 'x.import_ = 1'],
  ])('finds nothing in %s', (_what, text) => {
    expect(found(text)).toEqual([]);
  });

  it('marks imports for type checkers only', () => {
    const text = [
      'if TYPE_CHECKING:',
      '    import a',
      '    if sys.version_info > (3, 11):',
      '        import b',
      'else:',
      '    import c',
      'if typing.TYPE_CHECKING: from d import e',
      'if not TYPE_CHECKING:',
      '    import f',
    ].join('\n');
    expect(found(text)).toEqual(['a (types)', 'b (types)', 'c', 'd: e (types)', 'f']);
  });

  it('finds modules that are imported by name', () => {
    const text = [
      'importlib.import_module("a.b")',
      "pytest.importorskip('c')",
      'import_module(name)',
      'importlib.import_module(".rel", __package__)',
      'print("d")',
    ].join('\n');
    expect(found(text)).toEqual(['a.b', 'c']);
  });

  it('counts everything that may be imported if the file is nested too deeply to be parsed', () => {
    const text = `from a.b import (c)\nfrom ..d import e\nfrom . import f\n${'('.repeat(20_000)}\n`;
    expect(scanImports(text)).toEqual(
      expect.arrayContaining([
        { level: 0, module: 'a.b', names: ['import', 'c'], typeOnly: false },
        { level: 0, module: 'a.b', names: [], typeOnly: false },
        { level: 2, module: 'd', names: ['import', 'e'], typeOnly: false },
        { level: 1, module: '', names: ['f'], typeOnly: false },
      ]),
    );
  });

  it('does the same for a file of more than 256 KiB', () => {
    const text = `import a\n# import b\n${'x = 1\n'.repeat(50_000)}`;
    expect(scanImports(text).map(({ module }) => module)).toEqual(['a', 'b']);
  });

  it.each([
    ['pytest_plugins = "a.b"', ['a.b']],
    ['pytest_plugins = ("a", "b.c")', ['a', 'b.c']],
    ['pytest_plugins: list[str] = [\n    "a",\n]', ['a']],
    ['runpy.run_module("a.b", run_name="__main__")', ['a.b']],
    ['importlib.util.find_spec("a")', ['a']],
    ['other = ["a"]', []],
  ])('finds modules that pytest and runpy are given: %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('finds what it can in a file that is being written', () => {
    expect(found('import a\ndef broken(:\n    pass\nimport b\n')).toEqual(['a', 'b']);
  });

  it('reads CRLF, tabs and a byte order mark', () => {
    expect(found('\uFEFFimport a\r\nif x:\r\n\timport b\r\n')).toEqual(['a', 'b']);
  });
});
