import { join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import type { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { diskReader } from '../files/disk.ts';
import type { FileReader } from '../files/file-reader.ts';
import { digestOfText } from '../files/file-digest.ts';
import { isSameCollection, isSameData } from '../files/memo.ts';
import { hasStamp, stampOf, type Seen, type Stamp } from '../files/stamp.ts';
import { headsOf, importEdges, providersIn } from '../project/edges/import-edges.ts';
import type { ProjectEdge } from '../project/edges/project-edge.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import {
  followOutside,
  modulesIn,
  searchedHeads,
  type OutsideModules,
} from '../project/edges/outside-modules.ts';
import type { Pyo3Project } from '../project/folder/pyo3-project.ts';
import { pythonFilesOf } from '../project/paths/python-files.ts';
import { rememberedPer } from '../project/folder/remembered-per.ts';
import { settingReads, type SettingReads } from '../project/settings/setting-reads.ts';
import { rootsOf, type Repository } from '../project/edges/repository.ts';
import { importCandidates } from '../python/import-candidates.ts';
import type { PythonImport } from '../python/python-import.ts';
import { textOf } from './python-text.ts';
import { folderOf } from '../project/folder/workspace-path.ts';
import { readData, writeData } from '../files/data-file.ts';

/** What is known of a file for as long as it has the stamp. */
interface KnownImport {
  readonly stamp?: Stamp;
  readonly heads: readonly string[];
  /** Absent until the file had to be parsed. */
  readonly imports?: readonly PythonImport[];
  /** Whether imports of the file are not known: it cannot be read, or is too long. */
  readonly isUnread?: boolean;
}

/** By file. */
export type KnownImports = Readonly<Record<string, KnownImport>>;

/** What Python files say, as far as it decides edges. */
export interface SeenImports {
  /** The answer of a file are its imports, when it may import something of the repository. */
  readonly modules: readonly Seen[];
  /** First parts of the modules that projects provide. */
  readonly heads: readonly string[];
}

/** What was read: `SeenImports` is kept with the graph. */
interface ReadImports extends SeenImports {
  readonly edges: readonly ProjectEdge[];
  /** Modules outside of a project that its tools import by path, by the project's folder. */
  readonly outside: ReadonlyMap<string, OutsideModules>;
  /** Why imports of a file are not known, by the paths of such files. */
  readonly unread: readonly Pyo3Error[];
}

const noImports: readonly PythonImport[] = [];

/** Raised when what is kept means something else. */
const format = 5;

/**
 * The edges that imports say. A file is read when it has changed, and parsed when it may import
 * something of the repository; both are remembered in the workspace data folder.
 *
 * @param manifests its reader finds the files; what they say is not among its observations.
 * @param remembered of this process, by workspace.
 */
export async function readImports(
  { projects, broken }: Repository,
  workspaceRoot: AbsolutePath,
  manifests: Manifests,
  remembered: Map<string, KnownImports>,
): Promise<ReadImports> {
  const { reader, memo } = manifests;
  const roots = rootsOf({ projects, broken }, memo);
  const filesOf = (project: Pyo3Project) =>
    memo.get(
      'python-files',
      project.root,
      [project, roots],
      () => pythonFilesOf(project, roots, reader),
      isSameData,
    );
  const files = new Map(projects.map((project) => [project, filesOf(project)] as const));
  const store = join(pluginDataFolder(workspaceRoot, process.env), 'imports.json');
  const before = remembered.get(store) ?? readKnown(store);
  const provided = providersIn(files, memo);
  const providers = memo.get('providers', '.', [provided], () => provided, isSameCollection);
  const readsOf = settingReadsIn(roots, manifests);
  const heads = new Set([...headsOf(providers), ...searchedHeads(projects, { reader, readsOf })]);
  const after: Record<string, KnownImport> = {};
  const modules: Seen[] = [];
  const now = Date.now();
  const disk = diskReader(workspaceRoot);
  const look = async (path: string): Promise<readonly PythonImport[]> => {
    const absolute = `${workspaceRoot}/${path}`;
    const known = after[path] ?? before[path];
    const current =
      known !== undefined && (known === after[path] || hasStamp(absolute, known.stamp))
        ? known
        : { stamp: stampOf(absolute, now), ...headsIn(path, disk) };
    const found = await withImports(current, path, heads, disk);
    after[path] = found;
    return found.imports ?? [];
  };
  const own = new Set([...files.values()].flat());
  for (const path of own) await look(path);
  const importsIn = (path: string) => {
    // What lies in no project finds its neighbours by relative imports.
    if (!own.has(path))
      for (const name of ['..', ...modulesIn(folderOf(path), reader)]) heads.add(name);
    return look(path);
  };
  const followed = await followOutside(files, { reader, roots, providers, readsOf, importsIn });
  // With the heads of all, so that a later look at a file has the same answer.
  for (const path of Object.keys(after)) {
    await look(path);
    const found = after[path];
    if (found !== undefined) modules.push(seenOf(path, found, heads));
  }
  remembered.set(store, after);
  if (!isSame(before, after)) writeData(store, JSON.stringify({ format, files: after }));
  const edges = importEdges(files, providers, (file) => after[file]?.imports ?? noImports, memo);
  return {
    edges: [...edges, ...followed.edges],
    modules,
    heads: [...heads],
    outside: followed.modules,
    unread: Object.keys(after)
      .filter((path) => after[path]?.isUnread === true)
      .sort()
      .flatMap((path) => textOf(path, disk).problem ?? []),
  };
}

/** What the settings of each project name, made once. */
function settingReadsIn(
  roots: ReadonlySet<string>,
  manifests: Manifests,
): (project: Pyo3Project) => SettingReads {
  return rememberedPer((project: Pyo3Project) => settingReads(project, roots, manifests));
}

/** The answer of a file as it is now, see `SeenImports`. */
export async function askImports(
  path: string,
  workspaceRoot: AbsolutePath,
  heads: ReadonlySet<string>,
): Promise<string> {
  const disk = diskReader(workspaceRoot);
  const known = headsIn(path, disk);
  return answerOf(await withImports(known, path, heads, disk), heads);
}

/** Anew only for a file that has changed, or where other modules are interesting. */
function seenOf(path: string, found: KnownImport, heads: ReadonlySet<string>): Seen {
  const answer = answerOf(found, heads);
  const last = lastSeen.get(found);
  if (last?.answer === answer) return last;
  const seen = { path, stamp: found.stamp, answer };
  lastSeen.set(found, seen);
  return seen;
}

const lastSeen = new WeakMap<KnownImport, Seen>();

function answerOf(
  { heads, imports, isUnread }: KnownImport,
  interesting: ReadonlySet<string>,
): string {
  const mayImport = heads.some((head) => interesting.has(head));
  const start = isUnread === true ? '!' : '';
  return start + (mayImport && imports !== undefined ? digestOfImports(imports) : '');
}

const digestOfImports = rememberedPer((imports: readonly PythonImport[]) =>
  digestOfText(JSON.stringify(imports)),
);

async function withImports(
  known: KnownImport,
  path: string,
  interesting: ReadonlySet<string>,
  reader: FileReader,
): Promise<KnownImport> {
  if (known.imports !== undefined || !known.heads.some((head) => interesting.has(head))) {
    return known;
  }
  // Loading the parser takes longer than all the rest, and is rarely needed.
  const { scanImports } = await import('../python/import-scan.ts');
  return { ...known, imports: unlessItFails(() => scanImports(textOf(path, reader).text)) };
}

function headsIn(path: string, reader: FileReader): Omit<KnownImport, 'stamp'> {
  const { text, problem } = textOf(path, reader);
  const heads = unlessItFails(() => importCandidates(text));
  return problem === undefined ? { heads } : { heads, isUnread: true };
}

/** What one file imports is not known when reading it fails in any way; the graph is, of all others. */
function unlessItFails<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

function isSame(before: KnownImports, after: KnownImports): boolean {
  const paths = Object.keys(after);
  return (
    paths.length === Object.keys(before).length &&
    paths.every((path) => before[path] === after[path])
  );
}

function readKnown(store: string): KnownImports {
  try {
    const kept = JSON.parse(readData(store) ?? '') as { format?: number; files?: KnownImports };
    return kept.format === format ? (kept.files ?? {}) : {};
  } catch {
    return {};
  }
}
