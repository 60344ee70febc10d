/**
 * Graphs on disk, each with all that was looked at for it: one is used again when the disk gives the
 * same answers (`confirmGraph`), and is made anew in every other case.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { AbsolutePath } from '../files/paths.ts';
import { checkoutMark, pluginDataFolder } from '../environment/workspace-data.ts';
import { confirmObservations } from '../files/observed-disk.ts';
import { digestOfText } from '../files/file-digest.ts';
import type { Observations } from '../files/observing-reader.ts';
import { confirm, type Seen } from '../files/stamp.ts';
import { rememberedPer } from '../project/folder/remembered-per.ts';
import { readsText } from '../observe/reads-file.ts';
import { fingerprintCommand } from '../fingerprint/command.ts';
import { readData, writeData } from '../files/data-file.ts';
import type { Graph, GraphRequest } from './graph.ts';
import { isListed } from './listed-names.ts';
import type { MadeGraph } from './make-graph.ts';
import { unpack, type Packed, type Packer } from './packed.ts';

/** Raised when what is kept means something else. */
const format = 5;

export interface KeptGraph {
  /** See `keyOf`. */
  readonly key: string;
  readonly seen: SeenForGraph;
  readonly graph: Packed;
  /** Of the graph, where it was made in this process. */
  readonly json?: string;
}

interface SeenForGraph extends Observations {
  /** Python files, see `SeenImports`. */
  readonly modules: readonly Seen[];
  readonly heads: readonly string[];
}

/** File of the graph for a workspace and options; two entries of the plugin in nx.json have two. */
export function placeOf({ workspaceRoot, options }: GraphRequest): string {
  const name = digestOfText(JSON.stringify(options ?? {})).replaceAll(/[^A-Za-z0-9]/g, '');
  return join(pluginDataFolder(workspaceRoot, process.env), `graph-${name.slice(0, 8)}.json`);
}

/**
 * All that decides a graph and is not read through a `FileReader`: the plugin itself, its options,
 * which manifests Nx sees (ignore files decide), how the fingerprint command is called, the checkout,
 * which undeclared reads tasks have made on this machine.
 *
 * @param plugin see `pluginIdentity`.
 */
export function keyOf({ workspaceRoot, files, options }: GraphRequest, plugin: string): string {
  const fingerprint = fingerprintCommand(workspaceRoot);
  const mark = checkoutMark(pluginDataFolder(workspaceRoot, process.env));
  const reads = readsText(workspaceRoot, process.env);
  return digestOfText(
    JSON.stringify([plugin, options ?? {}, fingerprint, reads, [...files].sort(), mark]),
  );
}

/** The version, and when the plugin was written here: a build of one's own keeps its version. */
export function pluginIdentity(): string {
  const { mtimeMs } = statSync(fileURLToPath(import.meta.url));
  return `${readFileSync(new URL('../../package.json', import.meta.url), 'utf8')} ${String(mtimeMs)}`;
}

/**
 * `undefined` for a file that is missing, cut off, damaged or of another version of the plugin, and
 * for one with another key.
 */
export function readKept(place: string, key: string): KeptGraph | undefined {
  const text = readData(place) ?? '';
  const end = text.indexOf('\n');
  try {
    const head = JSON.parse(text.slice(0, end)) as Record<string, unknown>;
    const body = text.slice(end + 1);
    if (head['format'] !== format || head['key'] !== key) return undefined;
    if (head['sum'] !== crc32(body)) return undefined;
    const split = body.indexOf('\n');
    const graph = JSON.parse(body.slice(0, split)) as Packed;
    return { key, seen: JSON.parse(body.slice(split + 1)) as SeenForGraph, graph };
  } catch {
    return undefined;
  }
}

/** What has not changed since the last one was written is not made into text again. */
export function writeKept(place: string, { key, seen, graph, json }: KeptGraph): void {
  const { heads, ...others } = seen;
  const lists = Object.entries(others).map(
    ([name, list]) => `${JSON.stringify(name)}:[${list.map(textOf).join()}]`,
  );
  const body = `${json ?? JSON.stringify(graph)}\n{${[...lists, `"heads":${JSON.stringify(heads)}`].join()}}`;
  const head = JSON.stringify({ format, key, sum: crc32(body) });
  writeData(place, `${head}\n${body}`);
}

const textOf = rememberedPer((seen: Seen) => JSON.stringify(seen));

/** @param packs what the graphs before were packed with, in this process and for this place. */
export function keep(
  key: string,
  { graph, observations, imports }: MadeGraph,
  packs: Packer,
): KeptGraph {
  const packed = packs.pack(graph);
  return { key, seen: { ...observations, ...imports }, graph: packed, json: packs.json() };
}

/** Anew at each call: whoever gets it may change it. */
export function graphOf({ graph }: KeptGraph): Graph {
  return unpack(graph) as Graph;
}

/**
 * The kept graph when the disk would give the same answers again, with new stamps where there are
 * any; the same object where there are none. `undefined` when something has changed.
 */
export async function confirmGraph(
  kept: KeptGraph,
  workspaceRoot: AbsolutePath,
): Promise<KeptGraph | undefined> {
  const { modules: _modules, heads: _heads, ...observations } = kept.seen;
  const confirmed = await confirmObservations(workspaceRoot, observations, isListed);
  if (confirmed === undefined) return undefined;
  return confirmImports(kept, workspaceRoot, confirmed === observations ? undefined : confirmed);
}

/**
 * The same where all but the Python files was confirmed.
 *
 * @param renewed observations with other stamps than those that are kept.
 */
export async function confirmImports(
  kept: KeptGraph,
  workspaceRoot: AbsolutePath,
  renewed: Observations | undefined,
): Promise<KeptGraph | undefined> {
  const { modules, heads } = kept.seen;
  const confirmedModules = await confirm(workspaceRoot, modules, async ({ path }) => {
    const { askImports } = await import('./python-imports.ts');
    return askImports(path, workspaceRoot, new Set(heads));
  });
  if (confirmedModules === undefined) return undefined;
  if (renewed === undefined && confirmedModules === modules) return kept;
  return { ...kept, seen: { ...kept.seen, ...renewed, modules: confirmedModules } };
}
