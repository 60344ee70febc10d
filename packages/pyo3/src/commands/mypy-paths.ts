import type { FileReader } from '../files/file-reader.ts';
import { isTable, parseTomlDocument } from '../toml/parse.ts';

/** Settings by which mypy itself knows what to check (mypy documentation, "Import discovery"). */
const ownChoice = ['files', 'packages', 'modules'] as const;

/**
 * Paths to give mypy in the folder `root`: none when its own settings there say what to check, else
 * the whole folder. Settings of an enclosing folder do not count, since their paths are relative to
 * where mypy runs.
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
