import type { FileReader } from '../files/file-reader.ts';
import { isTable, parseTomlDocument } from '../toml/parse.ts';

/** Settings that tell mypy which files to check (mypy documentation, "Import discovery"). */
const ownChoice = ['files', 'packages', 'modules'] as const;

/**
 * The paths that are passed to mypy in the folder `root`: none if its own settings there list them,
 * otherwise the whole folder. Settings of an enclosing folder do not count, because their paths are
 * relative to mypy's working directory.
 */
export function mypyPaths(root: string, reader: FileReader): readonly string[] {
  const below = (file: string) => (root === '.' ? file : `${root}/${file}`);
  const isChosenByIni = ['mypy.ini', '.mypy.ini', 'setup.cfg'].some((file) =>
    /^[ \t]*(files|packages|modules)[ \t]*=/m.test(mypySection(reader.read(below(file)) ?? '')),
  );
  if (isChosenByIni) return [];
  const pyproject = below('pyproject.toml');
  const tool = parseTomlDocument(reader.read(pyproject) ?? '', pyproject)['tool'];
  const settings = isTable(tool) ? tool['mypy'] : undefined;
  return isTable(settings) && ownChoice.some((key) => settings[key] !== undefined) ? [] : ['.'];
}

/** The text of `[mypy]` up to the next section. */
function mypySection(ini: string): string {
  return /^\[mypy\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(ini)?.[1] ?? '';
}
