import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import type { FileReader } from '../files/file-reader.ts';
import { headsOf, importEdges, providersIn } from '../project/import-edges.ts';
import type { ProjectEdge } from '../project/project-edge.ts';
import { pythonFilesOf } from '../project/python-files.ts';
import type { Repository } from '../project/repository.ts';
import { importCandidates } from '../python/import-candidates.ts';
import type { PythonImport } from '../python/import-scan.ts';

/** What is known of a file for as long as it has the same time and size. */
interface Known {
  readonly stamp: string;
  readonly heads: readonly string[];
  /** Absent until the file had to be parsed. */
  readonly imports?: readonly PythonImport[];
}

type KnownFiles = Record<string, Known>;

/** Raised when what is kept means something else. */
const format = 2;

const knownOf = new Map<string, KnownFiles>();

/**
 * The edges that imports say. A file is read when it has changed, and parsed when it may import
 * something of the repository; both are remembered in the workspace data folder.
 */
export async function readImportEdges(
  { projects }: Repository,
  workspaceRoot: string,
  reader: FileReader,
): Promise<readonly ProjectEdge[]> {
  const roots = new Set(projects.map(({ root }) => root));
  const files = new Map(
    projects.map((project) => [project, pythonFilesOf(project, roots, reader)] as const),
  );
  const cacheFile = join(pluginDataFolder(workspaceRoot, process.env), 'imports.json');
  const before = knownOf.get(cacheFile) ?? readKnown(cacheFile);
  const providers = providersIn(files);
  const interesting = headsOf(providers);
  const after: KnownFiles = {};
  let changed = false;
  for (const file of [...files.values()].flat()) {
    const stamp = stampOf(join(workspaceRoot, file));
    const known = before[file];
    const isCurrent = known?.stamp === stamp;
    const current = isCurrent ? known : look(file, stamp, reader);
    const next = await withImports(current, file, interesting, reader);
    changed ||= next !== known;
    after[file] = next;
  }
  knownOf.set(cacheFile, after);
  if (changed || Object.keys(before).length !== Object.keys(after).length) {
    writeKnown(cacheFile, after);
  }
  return importEdges(files, providers, (file) => after[file]?.imports ?? []);
}

function look(file: string, stamp: string, reader: FileReader): Known {
  return { stamp, heads: importCandidates(textOf(file, reader)) };
}

async function withImports(
  known: Known,
  file: string,
  interesting: ReadonlySet<string>,
  reader: FileReader,
): Promise<Known> {
  if (known.imports !== undefined || !known.heads.some((head) => interesting.has(head))) {
    return known;
  }
  // Loading the parser takes longer than all the rest, and is rarely needed.
  const { scanImports } = await import('../python/import-scan.ts');
  return { ...known, imports: scanImports(textOf(file, reader)) };
}

function textOf(file: string, reader: FileReader): string {
  try {
    return reader.read(file) ?? '';
  } catch {
    // Whoever imports or tests it will say so.
    return '';
  }
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${String(stat.mtimeMs)} ${String(stat.size)}`;
}

function readKnown(file: string): KnownFiles {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { format?: number; files?: KnownFiles };
    return kept.format === format ? (kept.files ?? {}) : {};
  } catch {
    return {};
  }
}

/** A failure costs time and nothing else. */
function writeKnown(file: string, files: KnownFiles): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${String(process.pid)}`;
    writeFileSync(temporary, JSON.stringify({ format, files }));
    renameSync(temporary, file);
  } catch {
    // A read-only workspace still has a graph.
  }
}
