import { isPyo3Error, Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FileReader } from '../files/file-reader.ts';
import { mayImport } from '../python/import-candidates.ts';

/**
 * How many characters of a file are searched for imports: a line of 64 MiB with names takes a minute. The
 * largest files that people generate, such as clients of a web service, import in their first lines.
 */
const mostSearched = 1024 * 1024;

/** The text of a Python file, and why it is not all of it. */
export function textOf(
  path: string,
  reader: FileReader,
): { readonly text: string; readonly problem?: Pyo3Error } {
  try {
    const text = reader.isDirectory(path) ? '' : (reader.read(path) ?? '');
    const start = text.slice(0, mostSearched);
    if (isNoPython(text)) return { text: start, problem: wrongEncoding(path) };
    return mayImport(text.slice(mostSearched))
      ? { text: start, problem: longFile(path) }
      : { text: start };
  } catch (error) {
    return isPyo3Error(error) ? { text: '', problem: error } : { text: '' };
  }
}

/**
 * Whether a text that may import has null characters, as UTF-16 and UTF-32 read as UTF-8 have: Python
 * rejects both (PEP 263), and no word of the text is found.
 */
function isNoPython(text: string): boolean {
  return text.includes('\0') && mayImport(text.replaceAll('\0', ''));
}

function wrongEncoding(file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'imports-unread',
    message:
      'This file has null bytes, as in UTF-16, which Python rejects: what it imports is not in the graph.',
    location: { file },
    hint: 'Save it as UTF-8, or add its path to .nxignore.',
  });
}

function longFile(file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'imports-unread',
    message:
      'Only the first 1,048,576 characters of this file are searched for imports: what it imports after them is not in the graph.',
    location: { file },
    hint: 'Move its imports to its beginning, split it, or add its path to .nxignore.',
  });
}
