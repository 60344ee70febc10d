/**
 * Reads that tasks have made beside their declared inputs, as they are kept between runs: inference
 * makes inputs of them, and `nx sync` writes them into manifests.
 */
import type { TargetConfiguration } from '@nx/devkit';
import { renderDiagnostic } from '../diagnostics/render.ts';
import { folderOf } from '../project/folder/workspace-path.ts';

/** Paths are relative to the workspace root, sorted. */
export interface UndeclaredReads {
  /** Files; some do not exist, and would be read if they did. */
  readonly files: readonly string[];
  /** Folders that were listed, as globs: a file that comes or goes there counts. */
  readonly globs: readonly string[];
  /** Files that git ignores. */
  readonly ignored: readonly string[];
  /** Files of git itself. */
  readonly git: readonly string[];
  /** Behind a link that leads out of the repository; absolute. */
  readonly outside: readonly string[];
}

export interface TaskReads {
  readonly undeclared: UndeclaredReads;
  /** Files and globs that count for the task, whether its key has them or not. */
  readonly counted: ReadonlySet<string>;
}

/** By the project's folder, then by target. */
export type ReadsRecord = Readonly<Record<string, Readonly<Record<string, UndeclaredReads>>>>;

/** Raised when what is kept means something else. */
const format = 1;

/** Nothing for a text that is missing, damaged or of another version of the plugin. */
export function parseReads(text: string | undefined): ReadsRecord {
  try {
    const data: unknown = JSON.parse(text ?? '');
    if (!isTable(data) || data['format'] !== format || !isTable(data['projects'])) return {};
    return Object.fromEntries(
      Object.entries(data['projects'])
        .filter((entry): entry is [string, Table] => isTable(entry[1]))
        .map(([root, targets]) => [
          root,
          Object.fromEntries(
            Object.entries(targets).map(([name, reads]) => [name, readsIn(reads)]),
          ),
        ]),
    );
  } catch {
    return {};
  }
}

/** The same text for the same record; empty for an empty one. */
export function renderReads(record: ReadsRecord): string {
  const projects = sorted(
    Object.entries(record)
      .map(([root, targets]) => {
        const filled = Object.entries(targets).filter(([, reads]) => !isEmpty(reads));
        return [root, sorted(filled)] as const;
      })
      .filter(([, targets]) => Object.keys(targets).length > 0),
  );
  if (Object.keys(projects).length === 0) return '';
  return `${JSON.stringify({ format, projects }, null, 2)}\n`;
}

/**
 * The record after another run of a target. What an earlier run has read stays, since a run of some
 * tests reads less than a run of all; unless it is gone, and nobody has looked for it.
 */
export function withRun(
  record: ReadsRecord,
  task: { readonly root: string; readonly target: string },
  { undeclared, counted }: TaskReads,
  exists: (path: string) => boolean,
): ReadsRecord {
  const before = record[task.root]?.[task.target] ?? nothing;
  const kept = (paths: readonly string[], place: (path: string) => string) =>
    paths.filter((path) => counted.has(path) || exists(place(path)));
  const union = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();
  const after: UndeclaredReads = {
    ...undeclared,
    files: union(
      undeclared.files,
      kept(before.files, (path) => path),
    ),
    globs: union(undeclared.globs, kept(before.globs, folderOf)),
    ignored: union(
      undeclared.ignored,
      kept(before.ignored, (path) => path),
    ),
  };
  return { ...record, [task.root]: { ...record[task.root], [task.target]: after } };
}

/**
 * The record with more reads of a target. What was recorded before stays, since an input is no longer
 * undeclared; unless it is gone.
 */
export function withMoreReads(
  record: ReadsRecord,
  task: { readonly root: string; readonly target: string },
  paths: readonly string[],
  exists: (path: string) => boolean,
): ReadsRecord {
  const before = record[task.root]?.[task.target] ?? nothing;
  const isGlob = (path: string) => path.endsWith('*');
  const union = (list: readonly string[]) => [...new Set(list)].sort();
  const after: UndeclaredReads = {
    ...before,
    files: union([...before.files.filter(exists), ...paths.filter((path) => !isGlob(path))]),
    globs: union([...before.globs, ...paths.filter(isGlob)]),
  };
  return { ...record, [task.root]: { ...record[task.root], [task.target]: after } };
}

/** A glob for exactly one path, or for those that differ where it has a character with a meaning. */
export function asGlob(path: string): string {
  return path.replaceAll(/[^\p{L}\p{N}/._ -]/gu, '?');
}

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** @param hashesIgnored whether this Nx can hash what git ignores. */
export function inputsOfReads(
  { files, globs, ignored }: UndeclaredReads,
  hashesIgnored: boolean,
): readonly Input[] {
  const inRoot = (glob: string) => `{workspaceRoot}/${glob}`;
  return [
    ...[...files.map(asGlob), ...globs].map(inRoot),
    ...(hashesIgnored ? ignored : []).map((path) => ({
      fileset: inRoot(asGlob(path)),
      includeIgnored: true,
    })),
  ];
}

/** A line for each target that reads what can be no input of it. */
export function unhashedReads(record: ReadsRecord): readonly string[] {
  return Object.entries(record).flatMap(([root, targets]) =>
    Object.entries(targets).flatMap(([target, { git, outside }]) => {
      const paths = [...git, ...outside];
      if (paths.length === 0) return [];
      const message = `${root}: the target ${target} reads ${paths.join(', ')}, which no cache key holds.`;
      return [renderDiagnostic({ message, code: 'input-undeclared' })];
    }),
  );
}

export function isEmpty(reads: UndeclaredReads): boolean {
  return Object.values(reads).every((paths: readonly string[]) => paths.length === 0);
}

type Table = Readonly<Record<string, unknown>>;

const nothing: UndeclaredReads = { files: [], globs: [], ignored: [], git: [], outside: [] };

function readsIn(value: unknown): UndeclaredReads {
  const table = isTable(value) ? value : {};
  const paths = (name: keyof UndeclaredReads) => {
    const list = table[name];
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  };
  return {
    files: paths('files'),
    globs: paths('globs'),
    ignored: paths('ignored'),
    git: paths('git'),
    outside: paths('outside'),
  };
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
