import type { Survey } from '../workspace/repository-survey.ts';
import { posix } from 'node:path';
import { parseTomlDocument } from '../../toml/parse.ts';
import { tableField } from '../../toml/fields.ts';
import { childPath, enclosingFolders } from '../../project/folder/workspace-path.ts';
import { exportedNames, pythonSource, type Library } from './shape.ts';

/** Width of ruff's formatter, when nothing else is configured. */
const lineWidth = 88;

/** `from m import a, b`, as ruff formats it. */
export function importLine(module: string, names: readonly string[]): string {
  const line = `from ${module} import ${names.join(', ')}`;
  if (line.length <= lineWidth) return line;
  return [`from ${module} import (`, ...names.map((name) => `    ${name},`), ')'].join('\n');
}

/** The body of `__init__.py`: what it takes from the extension, and `__all__`. */
export function exportLines(library: Library): string {
  const names = exportedNames(library);
  return `${importLine(library.moduleName, names)}\n\n__all__ = ${pythonList(names)}`;
}

/** A list of strings as ruff formats it. */
export function pythonList(names: readonly string[]): string {
  return `[${names.map((name) => `"${name}"`).join(', ')}]`;
}

/** What a reader of the README tries first. */
export function usageLines(library: Library): string {
  const use = {
    function: ['mean([1.0, 2.0, 6.0])  # 3.0'],
    class: ['3 in Interval(1, 4)  # True'],
    minimal: ['print(__version__)'],
  }[library.example];
  const [first = ''] = exportedNames(library);
  return [`from ${library.publicModule} import ${first}`, '', ...use].join('\n');
}

/** What mypy checks, relative to the library's folder; empty when there is nothing. */
export function mypyFiles(library: Library): readonly string[] {
  const source = pythonSource(library.layout);
  const stub = library.typing ? [`${library.initName}.pyi`] : [];
  const tests = library.unitTestRunner === 'pytest' ? ['tests'] : [];
  return [...(source === undefined ? stub : [source]), ...tests];
}

/**
 * The ruff configuration that applies to the folder, relative to it: ruff takes the nearest one
 * only, so the library's own has to extend it.
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
    // A broken file configures nothing; who owns it says so.
    return false;
  }
}
