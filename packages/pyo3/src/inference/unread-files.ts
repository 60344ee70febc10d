import { isPyo3Error, type Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FileReader } from '../files/file-reader.ts';
import { isFailure, type Observations } from '../files/observing-reader.ts';

/**
 * The error of each file that was read for the graph and could not be, such as settings of a tool that are
 * too large: their readers continue as if the file were empty. A folder that has the name of such a
 * file is none.
 */
export function unreadFiles({ texts }: Observations, reader: FileReader): readonly Pyo3Error[] {
  return texts
    .filter(({ answer }) => isFailure(answer))
    .map(({ path }) => path)
    .sort()
    .filter((path) => !reader.isDirectory(path))
    .flatMap((path) => errorOf(path, reader));
}

function errorOf(path: string, reader: FileReader): readonly Pyo3Error[] {
  try {
    reader.read(path);
    return [];
  } catch (error) {
    return isPyo3Error(error) ? [error] : [];
  }
}
