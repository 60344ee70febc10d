import { parseJson, readNxJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { writeNxJson } from './write-nx-json.ts';

const plugin = 'pyo3';
const entries: ReadonlySet<string> = new Set([plugin, `${plugin}/plugin`]);
const syncGenerator = `${plugin}:sync`;

/**
 * Names the plugin in nx.json, and its generator for `nx sync`. When the plugin is there, in whatever
 * form, the file is left as it is. Comments and layout of the file stay where a plain insertion is
 * possible.
 *
 * @returns whether the file was changed.
 */
export function registerPlugin(tree: Tree): boolean {
  const nxJson = readNxJson(tree) ?? {};
  if (isRegistered(nxJson)) return false;
  const { plugins = [], sync } = nxJson;
  write(tree, insertPlugin, { ...nxJson, plugins: [...plugins, plugin] });
  const globalGenerators = [...(sync?.globalGenerators ?? []), syncGenerator];
  write(tree, insertSync, { ...readNxJson(tree), sync: { ...sync, globalGenerators } });
  return true;
}

function write(
  tree: Tree,
  insert: (text: string) => string | undefined,
  otherwise: NxJsonConfiguration,
): void {
  const inserted = insert(tree.read('nx.json', 'utf-8') ?? '');
  if (inserted !== undefined) tree.write('nx.json', inserted);
  else writeNxJson(tree, otherwise);
}

function isRegistered({ plugins = [] }: NxJsonConfiguration): boolean {
  return plugins.some((entry) => entries.has(typeof entry === 'string' ? entry : entry.plugin));
}

/**
 * The text with one entry more, or `undefined` when the insertion does not give exactly that: the
 * patterns below know nothing of JSON, so what they made is read again and compared.
 */
function insertPlugin(text: string): string | undefined {
  const before = readOrNothing(text);
  if (before === undefined) return undefined;
  const after =
    before.plugins === undefined
      ? text.replace(/\{(\s*)(?!\s|\})/, `{$1"plugins": ["${plugin}"],$1`)
      : text.replace(/("plugins"\s*:\s*\[)(\s*)(?!\s|\])/, `$1$2"${plugin}",$2`);
  return ifItIs({ ...before, plugins: [plugin, ...(before.plugins ?? [])] }, after, text);
}

/** As above; a `sync` that is there is left to Nx. */
function insertSync(text: string): string | undefined {
  const before = readOrNothing(text);
  if (before === undefined || before.sync !== undefined) return undefined;
  const sync = { globalGenerators: [syncGenerator] };
  const after = text.replace(
    /\{(\s*)(?!\s|\})/,
    `{$1"sync": { "globalGenerators": ["${syncGenerator}"] },$1`,
  );
  return ifItIs({ ...before, sync }, after, text);
}

/** An empty list or object is left to Nx: a comma before its end would be read, but is no JSON. */
function ifItIs(wanted: NxJsonConfiguration, after: string, before: string): string | undefined {
  return after !== before && canonical(readOrNothing(after)) === canonical(wanted)
    ? after
    : undefined;
}

function readOrNothing(text: string): NxJsonConfiguration | undefined {
  try {
    return parseJson<NxJsonConfiguration>(text);
  } catch {
    return undefined;
  }
}

/** Independent of the order of the top-level keys, which an insertion may change. */
function canonical(nxJson: NxJsonConfiguration | undefined): string {
  return JSON.stringify(Object.entries(nxJson ?? {}).sort(([a], [b]) => a.localeCompare(b)));
}
