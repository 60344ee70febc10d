import type { Survey } from '../workspace/repository-survey.ts';
import { posix } from 'node:path';
import { parseTomlDocument } from '../../toml/parse.ts';
import { tableField } from '../../toml/fields.ts';
import { childPath, enclosingFolders } from '../../project/folder/workspace-path.ts';
import { exportedNames, pythonSource, type Library } from './shape.ts';

/** The default line width of ruff's formatter. */
const lineWidth = 88;

/** `from m import a, b`, as ruff formats it. */
export function importLine(module: string, names: readonly string[]): string {
  const line = `from ${module} import ${names.join(', ')}`;
  if (line.length <= lineWidth) return line;
  return [`from ${module} import (`, ...names.map((name) => `    ${name},`), ')'].join('\n');
}

/** The body of `__init__.py`: the names that it imports from the extension, and `__all__`. */
export function exportLines(library: Library): string {
  const names = exportedNames(library);
  return `${importLine(library.moduleName, names)}\n\n__all__ = ${pythonList(names)}`;
}

/** A list of strings as ruff formats it. */
export function pythonList(names: readonly string[]): string {
  return `[${names.map((name) => `"${name}"`).join(', ')}]`;
}

/** The first example in the README. */
export function usageLines(library: Library): string {
  const use = {
    function: ['mean([1.0, 2.0, 6.0])  # 3.0'],
    class: ['3 in Interval(1, 4)  # True'],
    minimal: ['print(__version__)'],
  }[library.example];
  const [first = ''] = exportedNames(library);
  return [`from ${library.publicModule} import ${first}`, '', ...use].join('\n');
}

/** The paths that mypy checks, relative to the library's folder; empty if there are none. */
export function mypyFiles(library: Library): readonly string[] {
  const source = pythonSource(library.layout);
  const stub = library.typing ? [`${library.initName}.pyi`] : [];
  const tests = library.unitTestRunner === 'pytest' ? ['tests'] : [];
  return [...(source === undefined ? stub : [source]), ...tests];
}

/**
 * The ruff configuration that applies to the folder, relative to it: ruff reads only the nearest
 * one, so the library's own must extend it.
 */
export function enclosingRuffConfig(
  { directory }: Library,
  { manifests }: Survey,
): string | undefined {
  const { reader } = manifests;
  for (const folder of enclosingFolders(directory).slice(1)) {
    for (const name of ['.ruff.toml', 'ruff.toml']) {
      if (reader.isFile(childPath(folder, name))) {
        return posix.join(posix.relative(directory, folder), name);
      }
    }
    if (configuresRuff(reader.read(childPath(folder, 'pyproject.toml')))) {
      return posix.join(posix.relative(directory, folder), 'pyproject.toml');
    }
  }
  return undefined;
}

function configuresRuff(text: string | undefined): boolean {
  if (text === undefined) return false;
  try {
    const tool = tableField(parseTomlDocument(text, 'pyproject.toml'), 'tool');
    return tableField(tool, 'ruff') !== undefined;
  } catch {
    // A broken file is not a configuration; the project that owns it reports the error.
    return false;
  }
}
