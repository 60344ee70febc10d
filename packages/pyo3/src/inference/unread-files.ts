import { isPyo3Error, Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FileReader } from '../files/file-reader.ts';
import type { Memo } from '../files/memo.ts';
import { isFailure, type Observations } from '../files/observing-reader.ts';
import { folderOf } from '../project/folder/workspace-path.ts';
import { parseTomlDocument } from '../toml/parse.ts';
import { ignoreRulesIn, isBeyondLimit, mostIgnoreFiles } from '../project/paths/ignored-files.ts';

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

/**
 * An error for the outermost ignore file that is not used since there are too many; those in it are not
 * used either.
 */
export function unusedIgnoreFiles(
  { texts }: Observations,
  reader: FileReader,
): readonly Pyo3Error[] {
  const file = texts
    .filter(({ path, answer }) => isIgnoreFile.test(path) && !isFailure(answer))
    .map(({ path }) => path)
    // The shortest first: the others may have thousands of folders around them.
    .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
    .find((path) => isBeyondLimit(ignoreRulesIn(folderOf(path), reader).size));
  if (file === undefined) return [];
  const { files, patterns } = mostIgnoreFiles;
  return [
    new Pyo3Error({
      code: 'manifest-unreadable',
      message: `This ignore file and those in folders below it are not used: in a folder, at most ${String(files)} ignore files of the folders around it apply, with ${patterns.toLocaleString('en')} patterns together.`,
      location: { file },
      hint: 'Move the patterns into fewer ignore files, or combine them.',
    }),
  ];
}

const isIgnoreFile = /(^|\/)\.(git|nx)ignore$/;

/**
 * An error for each settings file that was read for the graph and is no settings: TOML with a fault, or
 * a text with null characters, such as one in UTF-16. Their readers continue as if it were empty.
 */
export function malformedSettings(
  { texts }: Observations,
  reader: FileReader,
  memo: Memo,
): readonly Pyo3Error[] {
  return texts
    .filter(
      ({ path, answer }) => isSettings.test(path) && !isManifest.test(path) && !isFailure(answer),
    )
    .map(({ path }) => path)
    .sort()
    .flatMap((path) => {
      const text = reader.read(path) ?? '';
      const fault = memo.get('settings-fault', path, [text], () => faultOf(text, path));
      return fault === undefined ? [] : [fault];
    });
}

function faultOf(text: string, file: string): Pyo3Error | undefined {
  if (text.includes('\0')) {
    return new Pyo3Error({
      code: 'manifest-invalid',
      message: 'The file has null characters, so nothing in it is used.',
      location: { file, line: text.slice(0, text.indexOf('\0')).split('\n').length },
      hint: 'Save it as UTF-8.',
    });
  }
  if (!file.endsWith('.toml')) return undefined;
  try {
    parseTomlDocument(text, file);
    return undefined;
  } catch (error) {
    return isPyo3Error(error) ? error : undefined;
  }
}

const isSettings = /\.(toml|ini|cfg)$/;

/** Each has its own project, or is told by its own reader. */
const isManifest = /(^|\/)(Cargo|pyproject)\.toml$/;
