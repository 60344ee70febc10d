/**
 * Removes whole tables from a TOML text, in whatever form they are written.
 */
import { valueAt, withValueAt } from './data-path.ts';
import {
  applySplices,
  nextLine,
  readDocument,
  type Splice,
  type TomlDocument,
} from './document.ts';
import { removeKey } from './edit.ts';
import { startsWith } from './locate.ts';
import { isTable, type TomlTable } from './parse.ts';
import { attachedStart, sectionEnd } from './table-edit.ts';

/**
 * Removes the value at `path`: its sections with their subsections and the comments directly above
 * their headers, or its key. Tables that only its headers implied are removed, too; every other
 * byte is kept.
 *
 * @throws Pyo3Error `edit-failed` if that requires other changes.
 */
export function removeTable(text: string, path: readonly string[]): string {
  const document = readDocument(text);
  if (valueAt(document.data, path) === undefined) return text;
  const splices = sectionSplices(document, path);
  if (splices.length === 0) return removeKey(text, path);
  return applySplices(document, splices, pruned(document.data, path, document));
}

function sectionSplices(document: TomlDocument, path: readonly string[]): readonly Splice[] {
  const { source, eol, tree } = document;
  const ranges = tree.body
    .filter((node) => node.type === 'TOMLTable')
    .filter((table) => startsWith(table.resolvedKey, path))
    .map((table) => ({
      start: attachedStart(document, table.range[0]),
      end: afterBlankLines(source, nextLine(document, sectionEnd(document, table))),
    }));
  const isFirst = (start: number) => !ranges.some(({ end }) => end === start);
  const endOf = (end: number): number => {
    const next = ranges.find(({ start }) => start === end);
    return next === undefined || end === source.length ? end : endOf(next.end);
  };
  return ranges
    .filter(({ start }) => isFirst(start))
    .map(({ start, end: own }) => {
      const end = endOf(own);
      if (end < source.length) return { start, end, text: '' };
      // The blank line that separated it from the preceding text is removed as well.
      const kept = source.slice(0, start).trimEnd().length;
      return { start: kept, end, text: kept === 0 ? '' : eol };
    });
}

function afterBlankLines(source: string, index: number): number {
  return index + (/^(?:[ \t]*\r?\n)*/.exec(source.slice(index))?.[0].length ?? 0);
}

/**
 * The data without `path`, and without the enclosing tables that have no header and no other
 * content.
 */
function pruned(data: TomlTable, path: readonly string[], document: TomlDocument): TomlTable {
  let result = withValueAt(data, path, undefined);
  for (let length = path.length - 1; length > 0; length -= 1) {
    const outer = path.slice(0, length);
    const table = valueAt(result, outer);
    const isEmpty = isTable(table) && Object.values(table).every((value) => value === undefined);
    const hasHeader = document.tree.body.some(
      (node) => node.type === 'TOMLTable' && node.resolvedKey.join('\0') === outer.join('\0'),
    );
    if (!isEmpty || hasHeader) return result;
    result = withValueAt(result, outer, undefined);
  }
  return result;
}
