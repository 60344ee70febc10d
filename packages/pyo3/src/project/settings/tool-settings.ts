/**
 * Where ruff, mypy, pyright and pytest have their settings in a folder, each by its own rules.
 */
import { readIni } from '../../manifest/source/ini.ts';
import { tableField } from '../../toml/fields.ts';
import { isTable, parseTomlDocument, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import type { Manifests } from '../folder/manifests.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';

export type SettingsTool = 'ruff' | 'mypy' | 'pyright' | 'pytest';

export interface ToolSettings {
  readonly file: string;
  readonly folder: string;
  /** As written; values of ini files are text. */
  readonly table: TomlTable;
}

type ReadSettings = (text: string, file: string) => TomlTable | undefined;

const ini =
  (...sections: readonly string[]): ReadSettings =>
  (text) => {
    const file = readIni(text);
    const found = sections.map((name) => file.get(name)).find((one) => one !== undefined);
    return found && Object.fromEntries(found);
  };

/** A pytest.ini counts with nothing in it ("Initialization: determining rootdir and configfile"). */
const iniOr =
  (section: string): ReadSettings =>
  (text, file) =>
    ini(section)(text, file) ?? {};

const toml: ReadSettings = (text, file) => parseTomlDocument(text, file);

/** `[pytest]` of a pytest.toml (pytest 9). */
const pytestToml: ReadSettings = (text, file) =>
  tableField(parseTomlDocument(text, file), 'pytest') ?? {};

/**
 * JSON with comments and trailing commas. A string that nothing closes ends with the text: looking for
 * its end again at each quote in it would take quadratic time.
 */
const json: ReadSettings = (text) => {
  const plain = text
    .replaceAll(
      /("(?:[^"\\]+|\\[^])*"?)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g,
      (_, quoted?: string) => quoted ?? '',
    )
    .replaceAll(/("(?:[^"\\]+|\\[^])*"?)|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? '');
  const value = JSON.parse(plain) as TomlValue;
  return isTable(value) ? value : undefined;
};

/** The files of each tool, the one that wins first; `undefined` for pyproject.toml's tables. */
const filesOf: Readonly<Record<SettingsTool, Readonly<Record<string, ReadSettings | undefined>>>> =
  {
    ruff: { '.ruff.toml': toml, 'ruff.toml': toml, 'pyproject.toml': undefined },
    mypy: {
      'mypy.ini': ini('mypy'),
      '.mypy.ini': ini('mypy'),
      'pyproject.toml': undefined,
      'setup.cfg': ini('mypy'),
    },
    pyright: { 'pyrightconfig.json': json, 'pyproject.toml': undefined },
    pytest: {
      'pytest.toml': pytestToml,
      '.pytest.toml': pytestToml,
      'pytest.ini': iniOr('pytest'),
      '.pytest.ini': iniOr('pytest'),
      'pyproject.toml': undefined,
      'tox.ini': ini('pytest'),
      'setup.cfg': ini('tool:pytest', 'pytest'),
    },
  };

/** The settings that a tool takes from a folder; `undefined` when it looks further up. */
export function settingsIn(
  tool: SettingsTool,
  folder: string,
  manifests: Manifests,
): ToolSettings | undefined {
  return getOrMake(knownOf(manifests), `${tool} ${folder}`, () => {
    for (const [name, read] of Object.entries(filesOf[tool])) {
      const file = childPath(folder, name);
      const table = attempt(() =>
        read === undefined
          ? tableOf(tool, manifests.pyproject(folder)?.tool)
          : readWith(read, file, manifests),
      );
      if (table !== undefined) return { settings: { file, folder, table } };
    }
    return {};
  }).settings;
}

const knownOf = rememberedPer(
  (_manifests: Manifests) => new Map<string, { readonly settings?: ToolSettings }>(),
);

/** The settings of the innermost folder that has any. */
export function settingsAround(
  tool: SettingsTool,
  folder: string,
  manifests: Manifests,
): ToolSettings | undefined {
  for (const ancestor of enclosingFolders(folder)) {
    const found = settingsIn(tool, ancestor, manifests);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The settings in a file of any name, to which others lead (`extend`, `extends`, `-c`). `undefined`
 * when it is not there or cannot be read, which the tool itself reports.
 */
export function settingsOfFile(
  tool: SettingsTool,
  file: string,
  manifests: Manifests,
): TomlTable | undefined {
  const read: ReadSettings = (text) => {
    if (file.endsWith('.json')) return json(text, file);
    if (!file.endsWith('.toml')) return ini(tool, `tool:${tool}`)(text, file);
    const document = toml(text, file) ?? {};
    return tableOf(tool, tableField(document, 'tool')) ?? document;
  };
  return attempt(() => readWith(read, file, manifests));
}

function readWith(read: ReadSettings, file: string, { reader }: Manifests): TomlTable | undefined {
  const text = reader.isFile(file) ? reader.read(file) : undefined;
  return text === undefined ? undefined : read(text, file);
}

function tableOf(tool: SettingsTool, tables: TomlTable | undefined): TomlTable | undefined {
  if (tool === 'pyright')
    return tableField(tables, 'pyright') ?? tableField(tables, 'basedpyright');
  if (tool !== 'pytest') return tableField(tables, tool);
  const pytest = tableField(tables, 'pytest');
  return tableField(pytest, 'ini_options') ?? pytest;
}

/** What cannot be read names nothing: the tool says what is wrong with it. */
function attempt<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
