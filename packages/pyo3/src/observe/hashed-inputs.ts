/**
 * What Nx hashes for a task, by the inputs that its target has in the end: the user may have
 * overridden those that the plugin inferred (Nx, "Configure Inputs for Task Caching").
 */
import { posix } from 'node:path';
import type { ProjectGraph, TargetConfiguration } from '@nx/devkit';
import { Minimatch } from 'minimatch';
import type { FileReader } from '../files/file-reader.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { childPath, isInside } from '../project/folder/workspace-path.ts';

type Input = NonNullable<TargetConfiguration['inputs']>[number];
type Sets = Readonly<Record<string, readonly Input[]>>;

export interface HashedInputs {
  /** Whether the content of a file of the repository is in the key; git-ignored files aside. */
  readonly hasFile: (path: WorkspacePath) => boolean;
  /** The same for a file that git ignores: only inputs with `includeIgnored` have such (Nx 23.3). */
  readonly hasIgnored: (path: WorkspacePath) => boolean;
  /** Whether a task of the workspace makes the file: a dependent hashes what it is made from. */
  readonly isOutput: (path: WorkspacePath) => boolean;
  /** Folders and files that hold all of this, but for what a glob that begins with `*` matches. */
  readonly places: readonly WorkspacePath[];
  /** Names of variables. */
  readonly variables: ReadonlySet<string>;
}

export interface TaskInputs {
  readonly graph: ProjectGraph;
  /** `namedInputs` of nx.json. */
  readonly sets: Sets | undefined;
  readonly project: string;
  readonly target: string;
}

/** `undefined` when the target is unknown or is not cached: nothing can be stale then. */
export function hashedInputs(task: TaskInputs): HashedInputs | undefined {
  const target = task.graph.nodes[task.project]?.data.targets?.[task.target];
  if (target?.cache !== true) return undefined;
  const found: Found = {
    globs: new Map(),
    everywhere: [],
    ignored: [],
    variables: new Set(),
    seen: new Set(),
  };
  collect(target.inputs ?? ['default', '^default'], task.project, task, found);
  const folders = Object.values(task.graph.nodes)
    .map(({ name, data }) => [data.root === '' ? '.' : data.root, name] as const)
    .sort(([a], [b]) => b.length - a.length);
  const ownerOf = (path: string) => folders.find(([root]) => isInside(path, root))?.[1];
  const outputs = new Map<string, readonly string[]>();
  const matchers = new Map<readonly string[], (path: string) => boolean>();
  // A task has hundreds of globs, and reads thousands of files.
  const matches = (path: string, globs: readonly string[]) => {
    const matcher = matchers.get(globs) ?? matcherOf(globs);
    matchers.set(globs, matcher);
    return matcher(path);
  };
  return {
    hasFile: (path) => {
      const owner = ownerOf(path);
      const own = (owner === undefined ? undefined : found.globs.get(owner)) ?? none;
      return matches(path, own) || matches(path, found.everywhere);
    },
    hasIgnored: (path) => matches(path, found.ignored),
    isOutput: (path) => {
      const owner = ownerOf(path) ?? '';
      const globs = outputs.get(owner) ?? outputsOf(owner, task.graph);
      outputs.set(owner, globs);
      return matches(path, globs);
    },
    places: placesOf(found),
    variables: found.variables,
  };
}

function placesOf({ globs, everywhere }: Found): readonly string[] {
  const all = [...[...globs.values()].flat(), ...everywhere].filter(
    (glob) => !glob.startsWith('!'),
  );
  const starts = all.map((glob) => glob.replace(/(^|\/)[^/]*[*?[{(].*$/, ''));
  return [...new Set(starts.filter((start) => start !== ''))].filter(
    (start, _, others) => !others.some((other) => other !== start && isInside(start, other)),
  );
}

/** What is at a place of inputs, by the place: tasks of a batch have many places in common. */
export type ListedPlaces = Map<WorkspacePath, readonly WorkspacePath[]>;

/**
 * The files that are at the places of inputs when they are first looked for: a task that looks for them
 * again, and the other tasks of its batch, take what was listed.
 */
export function inputFiles(
  places: readonly WorkspacePath[],
  reader: FileReader,
  listed: ListedPlaces,
): readonly WorkspacePath[] {
  return places.flatMap((place) => {
    const known = listed.get(place) ?? filesAt(place, reader);
    listed.set(place, known);
    return known;
  });
}

/** Files at a place of inputs: a file, or a folder with all below it but caches. */
function filesAt(place: WorkspacePath, reader: FileReader): readonly WorkspacePath[] {
  const entries = reader.entries(place);
  if (entries.length === 0) return [place];
  if (entries.some(({ name }) => name === 'CACHEDIR.TAG' || name === 'pyvenv.cfg')) return [];
  return entries.flatMap(({ name, kind }) => {
    if (kind !== 'folder') return [childPath(place, name)];
    return passedOver.has(name) ? [] : filesAt(childPath(place, name), reader);
  });
}

const passedOver: ReadonlySet<string> = new Set([
  ...['.git', 'node_modules', '.nx', '.nx-pyo3', '__pycache__', '.venv'],
  ...['.pytest_cache', '.mypy_cache', '.ruff_cache', '.hypothesis'],
]);

const none: readonly string[] = [];

/** Of all targets of a project, as globs: an output may be a file, a folder or a glob. */
function outputsOf(project: string, graph: ProjectGraph): readonly string[] {
  const { root = '.', targets = {} } = graph.nodes[project]?.data ?? {};
  const folder = root === '' ? '.' : root;
  return Object.values(targets).flatMap(({ outputs = [], options }) =>
    outputs.flatMap((output) => {
      const stated: Readonly<Record<string, unknown>> = isRecord(options) ? options : {};
      const path = output
        .replaceAll(/\{options\.([^}]+)\}/g, (_, name: string) => String(stated[name] ?? '{'))
        .replaceAll('{projectRoot}', folder)
        .replaceAll('{projectName}', project)
        .replaceAll('{workspaceRoot}', '.');
      const normal = posix.normalize(path).replace(/\/$/, '');
      return /\{(options|project|workspace)|\{$/.test(normal) || normal === '.'
        ? []
        : [normal, `${normal}/**`];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

interface Found {
  /** By the name of the project whose files are meant; with `!` for what is left out. */
  readonly globs: Map<string, string[]>;
  readonly everywhere: string[];
  /** Those of `everywhere` and `globs` that hold ignored files, too. */
  readonly ignored: string[];
  readonly variables: Set<string>;
  /** Sets of projects that were collected already. */
  readonly seen: Set<string>;
}

function collect(inputs: readonly Input[], project: string, task: TaskInputs, found: Found): void {
  for (const input of inputs) {
    if (typeof input === 'string') collectText(input, project, task, found);
    else if ('fileset' in input) collectFileset(input, project, task, found);
    else if ('env' in input) found.variables.add(input.env);
    else if ('input' in input) collectSet(input, project, task, found);
  }
}

type Fileset = Extract<Input, { readonly fileset: string }>;

function collectFileset(input: Fileset, project: string, task: TaskInputs, found: Found): void {
  collectText(input.fileset, project, task, found);
  if (!('includeIgnored' in input) || input.includeIgnored !== true) return;
  const folder = task.graph.nodes[project]?.data.root ?? '.';
  const root = folder === '.' || folder === '' ? '' : `${folder}/`;
  found.ignored.push(
    input.fileset.replace(/^\{projectRoot\}\/?/, root).replace(/^\{workspaceRoot\}\/?/, ''),
  );
}

type SetInput = Extract<Input, { readonly input: string }>;

function collectSet(set: SetInput, project: string, task: TaskInputs, found: Found): void {
  const projects = 'projects' in set ? set.projects : undefined;
  if ('dependencies' in set || projects === 'dependencies') {
    collectText(`^${set.input}`, project, task, found);
  } else if (projects === undefined || projects === 'self') {
    collectText(set.input, project, task, found);
  } else {
    for (const other of [projects].flat()) collectText(set.input, other, task, found);
  }
}

function collectText(text: string, project: string, task: TaskInputs, found: Found): void {
  const isOut = text.startsWith('!');
  const glob = isOut ? text.slice(1) : text;
  const root = task.graph.nodes[project]?.data.root ?? '.';
  if (glob.startsWith('{projectRoot}')) {
    const path = glob.replace(/^\{projectRoot\}\/?/, root === '.' || root === '' ? '' : `${root}/`);
    const known = found.globs.get(project) ?? [];
    found.globs.set(project, [...known, `${isOut ? '!' : ''}${path}`]);
  } else if (glob.startsWith('{workspaceRoot}')) {
    found.everywhere.push(`${isOut ? '!' : ''}${glob.replace(/^\{workspaceRoot\}\/?/, '')}`);
  } else if (glob.startsWith('^')) {
    for (const other of usedBy(project, task.graph))
      collectNamed(glob.slice(1), other, task, found);
  } else {
    collectNamed(glob, project, task, found);
  }
}

function collectNamed(name: string, project: string, task: TaskInputs, found: Found): void {
  const key = `${name} of ${project}`;
  if (found.seen.has(key)) return;
  found.seen.add(key);
  const node = task.graph.nodes[project];
  if (node === undefined) return;
  const own: Sets = node.data.namedInputs ?? {};
  const implied = name === 'default' ? ['{projectRoot}/**/*'] : [];
  collect(own[name] ?? task.sets?.[name] ?? implied, project, task, found);
}

function usedBy(project: string, graph: ProjectGraph): readonly string[] {
  const seen = new Set([project]);
  // A set that grows while it is walked visits what was added.
  for (const one of seen) {
    for (const { target } of graph.dependencies[one] ?? []) {
      if (graph.nodes[target] !== undefined) seen.add(target);
    }
  }
  return [...seen].filter((one) => one !== project);
}

/** True for a path that one of the globs matches, and none of those that begin with `!`. */
function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const plain = new Set(globs.filter((glob) => /^[\w./ -]+$/.test(glob)));
  const compile = (glob: string) => new Minimatch(glob, { dot: true });
  const taken = globs.filter((glob) => !glob.startsWith('!') && !plain.has(glob)).map(compile);
  const left = globs.filter((glob) => glob.startsWith('!')).map((glob) => compile(glob.slice(1)));
  return (path) =>
    (plain.has(path) || taken.some((glob) => glob.match(path))) &&
    !left.some((glob) => glob.match(path));
}
