/**
 * What Nx hashes for a task, by the inputs that its target has in the end: the user may have
 * overridden those that the plugin inferred (Nx, "Configure Inputs for Task Caching").
 */
import type { ProjectGraph, TargetConfiguration } from '@nx/devkit';
import { minimatch } from 'minimatch';
import { isInside } from '../project/folder/workspace-path.ts';

type Input = NonNullable<TargetConfiguration['inputs']>[number];
type Sets = Readonly<Record<string, readonly Input[]>>;

export interface HashedInputs {
  /** Whether the content of a file of the repository is in the key; git-ignored files aside. */
  readonly hasFile: (path: string) => boolean;
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
  const found: Found = { globs: new Map(), everywhere: [], variables: new Set(), seen: new Set() };
  collect(target.inputs ?? ['default', '^default'], task.project, task, found);
  const folders = Object.values(task.graph.nodes).map(
    ({ name, data }) => [data.root, name] as const,
  );
  return {
    hasFile: (path) => {
      const owner = folders
        .filter(([root]) => isInside(path, root === '' ? '.' : root))
        .sort(([a], [b]) => b.length - a.length)[0]?.[1];
      const own = owner === undefined ? [] : (found.globs.get(owner) ?? []);
      return matches(path, own) || matches(path, found.everywhere);
    },
    variables: found.variables,
  };
}

interface Found {
  /** By the name of the project whose files are meant; with `!` for what is left out. */
  readonly globs: Map<string, string[]>;
  readonly everywhere: string[];
  readonly variables: Set<string>;
  /** Sets of projects that were collected already. */
  readonly seen: Set<string>;
}

function collect(inputs: readonly Input[], project: string, task: TaskInputs, found: Found): void {
  for (const input of inputs) {
    if (typeof input === 'string') collectText(input, project, task, found);
    else if ('fileset' in input) collectText(input.fileset, project, task, found);
    else if ('env' in input) found.variables.add(input.env);
    else if ('input' in input) collectSet(input, project, task, found);
  }
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

function matches(path: string, globs: readonly string[]): boolean {
  const isMatch = (glob: string) => minimatch(path, glob, { dot: true });
  return (
    globs.some((glob) => !glob.startsWith('!') && isMatch(glob)) &&
    !globs.some((glob) => glob.startsWith('!') && isMatch(glob.slice(1)))
  );
}
