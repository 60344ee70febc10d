/**
 * What pytest's own settings say of where tests are (pytest reference, "Configuration file formats").
 */
import { readIni } from '../../manifest/source/ini.ts';
import { coversMember } from '../../manifest/source/member-glob.ts';
import { stringField, stringsField, tableField } from '../../toml/fields.ts';
import { parseTomlDocument, type TomlTable } from '../../toml/parse.ts';
import type { Manifests } from '../folder/manifests.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';

export interface PytestSettings {
  /** `testpaths`, relative to the project's folder; pytest heeds them only where it is started. */
  readonly testPaths: readonly string[];
  /** Whether a file of this name is collected. */
  readonly isTestFile: (name: string) => boolean;
}

const defaultFiles: readonly string[] = ['test_*.py', '*_test.py'];

/** Of the nearest file that has settings for pytest, in the project's folder or around it. */
export function readPytestSettings(root: string, manifests: Manifests): PytestSettings {
  for (const folder of enclosingFolders(root)) {
    const setting = settingsIn(folder, manifests);
    if (setting === undefined) continue;
    const files = setting('python_files');
    return {
      testPaths: folder === root ? (setting('testpaths') ?? []) : [],
      isTestFile: collects(files === undefined || files.length === 0 ? defaultFiles : files),
    };
  }
  return { testPaths: [], isTestFile: collects(defaultFiles) };
}

function collects(patterns: readonly string[]): (name: string) => boolean {
  return (name) => coversMember(patterns, name);
}

/** The words of a setting; `undefined` when it is not set. */
type Setting = (key: string) => readonly string[] | undefined;

/** Once for each folder: those around many projects are the same for all of them. */
function settingsIn(folder: string, manifests: Manifests): Setting | undefined {
  return getOrMake(knownOf(manifests), folder, () => ({ setting: readSettings(folder, manifests) }))
    .setting;
}

const knownOf = rememberedPer(
  (_manifests: Manifests) => new Map<string, { readonly setting: Setting | undefined }>(),
);

/** In pytest's order; the first file that counts is the only one. */
function readSettings(folder: string, manifests: Manifests): Setting | undefined {
  const { reader } = manifests;
  const text = (name: string) => readable(() => reader.read(childPath(folder, name)));
  for (const name of ['pytest.toml', '.pytest.toml']) {
    const toml = text(name);
    if (toml === undefined) continue;
    return ofTable(readable(() => tableField(parseTomlDocument(toml, name), 'pytest')) ?? {});
  }
  for (const name of ['pytest.ini', '.pytest.ini']) {
    // It counts also where it is empty.
    const ini = text(name);
    if (ini !== undefined) return ofSection(readIni(ini).get('pytest'));
  }
  const pytest = tableField(readable(() => manifests.pyproject(folder))?.tool, 'pytest');
  if (pytest !== undefined) return ofTable(tableField(pytest, 'ini_options') ?? pytest);
  for (const [name, section] of [
    ['tox.ini', 'pytest'],
    ['setup.cfg', 'tool:pytest'],
  ] as const) {
    const ini = text(name);
    const values = ini === undefined ? undefined : readIni(ini).get(section);
    if (values !== undefined) return ofSection(values);
  }
  return undefined;
}

function ofSection(values: ReadonlyMap<string, string> | undefined): Setting {
  return (key) => {
    const value = values?.get(key);
    return value === undefined ? undefined : words(value);
  };
}

function ofTable(table: TomlTable): Setting {
  return (key) => {
    if (table[key] === undefined) return undefined;
    const text = stringField(table, key);
    return text === undefined ? stringsField(table, key) : words(text);
  };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** A broken file is told by its own project. */
function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
