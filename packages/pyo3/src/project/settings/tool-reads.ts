/**
 * What the settings of one tool name: files, folders and modules, in the settings themselves and in
 * those that they extend.
 */
import { stringField, stringsField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import type { Manifests } from '../folder/manifests.ts';
import {
  filesNamedIn,
  foldersNamedIn,
  inputsOf,
  pathsIn,
  pathsLeadingOut,
  textsIn,
  type NamedText,
} from '../paths/named-paths.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { settingsOfFile, type SettingsTool, type ToolSettings } from './tool-settings.ts';
import { folderOf } from '../folder/workspace-path.ts';

/** Paths and globs of a tool's inputs, and what its process imports. */
export interface ToolReads {
  readonly inputs: readonly string[];
  /** Folders that the tool puts on `sys.path`, or reads as if they were there. */
  readonly searched: readonly string[];
  /** Python files that it loads. */
  readonly loaded: readonly string[];
  /** Modules that it imports by name. */
  readonly modules: readonly string[];
}

export const nothingRead: ToolReads = { inputs: [], searched: [], loaded: [], modules: [] };

/** Of settings that lie above, all projects below have the same. */
export function toolReads(
  tool: SettingsTool,
  settings: ToolSettings | undefined,
  root: string,
  manifests: Manifests,
): ToolReads {
  if (settings === undefined) return nothingRead;
  const { file, folder, table } = settings;
  const own = { file, table, folder, base: folder };
  const fixed = getOrMake(knownOf(manifests), `${tool} ${file}`, () =>
    readsFrom(tool, own, manifests),
  );
  if (folder === root) return fixed;
  // mypy and pytest take some paths relative to where they run.
  const ran = ranIn(tool, table);
  const isPath = textsIn(ran).some(({ text }) => /[/\\.]/.test(text));
  if (!isPath) return fixed;
  return unionOfReads([fixed, readsFrom(tool, { ...own, table: ran, base: root }, manifests)]);
}

const knownOf = rememberedPer((_manifests: Manifests) => new Map<string, ToolReads>());

function ranIn(tool: SettingsTool, table: TomlTable): TomlTable {
  if (tool === 'mypy') return { mypy_path: table['mypy_path'], files: table['files'] };
  return tool === 'pytest' ? { addopts: table['addopts'] } : {};
}

/** Settings in a file; `base` is the folder that their paths are relative to. */
interface FileSettings extends ToolSettings {
  readonly base: string;
}

/**
 * What the settings name, and the settings that they extend, each file once: a chain of them may be
 * longer than the stack, and one that names two others may begin as many chains as there are paths.
 */
function readsFrom(tool: SettingsTool, own: FileSettings, manifests: Manifests): ToolReads {
  const all: ToolReads[] = [];
  const left = [own];
  const seen = new Set([own.file]);
  for (const settings of left) {
    const reads = readsOfFile(tool, settings, manifests);
    const files = reads.files.filter((file) => !seen.has(file));
    for (const file of files) seen.add(file);
    all.push({
      inputs: [...files, ...reads.inputs],
      searched: reads.searched,
      loaded: files.filter((file) => file.endsWith('.py')),
      modules: reads.modules,
    });
    for (const file of files.filter((one) => /\.(toml|json|ini|cfg)$/.test(one))) {
      const table = settingsOfFile(tool, file, manifests);
      const folder = folderOf(file);
      if (table !== undefined) left.push({ file, table, folder, base: folder });
    }
  }
  return unionOfReads(all);
}

/** Of one file: what it names in its folder, and what else it reads. */
function readsOfFile(
  tool: SettingsTool,
  { table, folder, base }: FileSettings,
  { reader }: Manifests,
): Omit<ToolReads, 'loaded'> & { readonly files: readonly string[] } {
  const texts = textsIn(withLine(table))
    .filter(({ key }) => !written.test(key))
    .map(withoutOutputs);
  const searchedTexts = texts.filter(({ key }) => searchedKeys[tool].has(key));
  const stubs = tool === 'pyright' && table['stubPath'] === undefined ? ['typings'] : [];
  const searched = foldersNamedIn(
    [...searchedTexts, ...stubs.map((text) => ({ key: 'stubPath', text }))],
    [base],
    reader,
  );
  return {
    files: filesNamedIn(texts, [base], reader),
    inputs: inputsOf(pathsLeadingOut(texts, base, folder, reader)),
    searched,
    modules: texts.flatMap((text) => modulesIn(tool, text)),
  };
}

/**
 * `addopts` as one line, where it is a list: an option may have its value in the next element. What it
 * overrides (`-o pythonpath=…`) stands under its own key.
 */
export function withLine(table: TomlTable): TomlTable {
  const addopts = stringField(table, 'addopts') ?? stringsField(table, 'addopts').join(' ');
  if (addopts === '') return table;
  const overridden = [...addopts.matchAll(/(?:^|\s)(?:-o|--override-ini)[\s=]*(\w+)=(\S+)/g)];
  const values = overridden.map(([, key = '', value = '']) => [key, value] as const);
  return { ...table, ...Object.fromEntries(values), addopts };
}

/** Keys of folders in which modules or stubs are looked for. */
const searchedKeys: Readonly<Record<SettingsTool, ReadonlySet<string>>> = {
  ruff: new Set(),
  mypy: new Set(['mypy_path', 'custom_typeshed_dir']),
  pyright: new Set(['stubPath', 'typeshedPath', 'extraPaths', 'root']),
  pytest: new Set(['pythonpath']),
};

/** Keys of what tools write. */
const written =
  /^(cache[-_]?dir|output[-_]file|log_file|junit.*|.*_report|data_file|sqlite_cache)$/i;

/** Options of pytest and its plugins that name what is written. */
function withoutOutputs({ key, text }: NamedText): NamedText {
  const option =
    /--(junit-?xml|cov-report|basetemp|log-file|html|report-log|result-?log|alluredir|json-report-file|debug|store-durations|durations-path)(=|\s+)\S+/g;
  return { key, text: text.replaceAll(option, '') };
}

/** mypy's plugins (`module`, `module:entry`), and pytest's `-p module`. */
function modulesIn(tool: SettingsTool, { key, text }: NamedText): readonly string[] {
  if (tool === 'mypy' && key === 'plugins') {
    return pathsIn(text.replaceAll(/:\w+/g, '')).filter(
      (name) => /^[\w.]+$/.test(name) && !name.endsWith('.py'),
    );
  }
  if (tool !== 'pytest' || key !== 'addopts') return [];
  return [...text.matchAll(/(?:^|\s)-p[\s=]*(?!no:)([\w.]+)/g)].map(([, name = '']) => name);
}

/** `nothingRead` itself where nothing is read. */
export function unionOfReads(all: readonly ToolReads[]): ToolReads {
  const some = all.filter((one) => one !== nothingRead);
  if (some.length === 0) return nothingRead;
  const of = (key: keyof ToolReads) => [...new Set(some.flatMap((one) => one[key]))];
  return {
    inputs: of('inputs'),
    searched: of('searched'),
    loaded: of('loaded'),
    modules: of('modules'),
  };
}
