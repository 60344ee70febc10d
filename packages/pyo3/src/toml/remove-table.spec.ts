import { describe, expect, it } from '@jest/globals';
import { removeTable } from './remove-table.ts';

describe('removeTable', () => {
  it('removes sections with their subsections, wherever they are, and the comment above each', () => {
    const text =
      '[a]\nx = 1\n\n# about b\n[t.b]\ny = 1\n\n[c]\nz = 1\n\n[t.b.inner]\nw = 1\n\n[t.d]\nv = 1\n';
    expect(removeTable(text, ['t', 'b'])).toBe('[a]\nx = 1\n\n[c]\nz = 1\n\n[t.d]\nv = 1\n');
  });

  it('leaves no blank line at the end, and nothing of a table that only its header implied', () => {
    expect(removeTable('[a]\nx = 1\n\n[t.b]\ny = 1\n', ['t', 'b'])).toBe('[a]\nx = 1\n');
    expect(removeTable('[t]\n\n[t.b]\ny = 1\n', ['t', 'b'])).toBe('[t]\n');
    expect(removeTable('[t.b]\ny = 1\n', ['t', 'b'])).toBe('');
  });

  it('removes several sections at the end', () => {
    expect(removeTable('[a]\n\n[b]\nx = 1\n\n[b.c]\ny = 1\n', ['b'])).toBe('[a]\n');
  });

  it('keeps separate comments', () => {
    expect(removeTable('[a]\n\n[b]\nx = 1\n\n# --- tests ---\n\n[c]\n', ['b'])).toBe(
      '[a]\n\n# --- tests ---\n\n[c]\n',
    );
  });

  it('removes arrays of tables, keys and dotted keys', () => {
    expect(removeTable('[a]\n\n[[b]]\nx = 1\n\n[[b]]\nx = 2\n\n[c]\n', ['b'])).toBe('[a]\n\n[c]\n');
    expect(removeTable('[t]\nb = { x = 1 }\nc = 1\n', ['t', 'b'])).toBe('[t]\nc = 1\n');
    expect(removeTable('[t]\nb.x = 1\nb.y = 2\nc = 1\n', ['t', 'b'])).toBe('[t]\nc = 1\n');
  });

  it('keeps CRLF, and a text without the table', () => {
    expect(removeTable('[a]\r\nx = 1\r\n\r\n[b]\r\ny = 1\r\n', ['b'])).toBe('[a]\r\nx = 1\r\n');
    expect(removeTable('[a]\nx = 1\n', ['b'])).toBe('[a]\nx = 1\n');
  });

  it('rejects a text that is not valid TOML', () => {
    expect(() => removeTable('[a\n', ['a'])).toThrow('it is not valid TOML');
  });
});
