import {
  parseJson,
  readNxJson,
  updateNxJson,
  type NxJsonConfiguration,
  type Tree,
} from '@nx/devkit';

const plugin = 'pyo3';
const entries: ReadonlySet<string> = new Set([plugin, `${plugin}/plugin`]);

/**
 * Names the plugin in nx.json. When it is there, in whatever form, the file is left as it is.
 * Comments and layout of the file stay where a plain insertion is possible.
 */
export function registerPlugin(tree: Tree): void {
  const nxJson: NxJsonConfiguration = readNxJson(tree) ?? {};
  if (isRegistered(nxJson)) return;
  const inserted = insertPlugin(tree.read('nx.json', 'utf-8') ?? '');
  if (inserted !== undefined) tree.write('nx.json', inserted);
  else updateNxJson(tree, { ...nxJson, plugins: [...(nxJson.plugins ?? []), plugin] });
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
  const wanted = { ...before, plugins: [plugin, ...(before.plugins ?? [])] };
  // An empty list or object is left to Nx: a comma before its end would be read, but is no JSON.
  return after !== text && canonical(readOrNothing(after)) === canonical(wanted)
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
