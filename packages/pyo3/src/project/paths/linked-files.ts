/**
 * What links in a project lead to. Git and Nx know a link by the path in it and not by what is behind
 * it, while every tool reads that.
 */
import type { FileReader } from '../../files/file-reader.ts';
import { isIgnoredAnywhere } from './ignored-files.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders, isInside } from '../folder/workspace-path.ts';

export interface LinkedFiles {
  /** Files, and globs for folders. */
  readonly inputs: readonly string[];
  /** What leads out of the workspace: relative to its root, or absolute. */
  readonly outside: readonly { readonly link: string; readonly target: string }[];
}

/** Folders that no task of ours reads, or that hold what tools have made. */
const passedBy: ReadonlySet<string> = new Set(['target', 'node_modules', '__pycache__', 'dist']);

/** @param roots of all projects: links in a project inside are that one's. */
export function linkedFiles(
  { root }: Pyo3Project,
  roots: ReadonlySet<string>,
  reader: FileReader,
): LinkedFiles {
  return getOrMake(knownOf(reader), root, () => walk(root, roots, reader));
}

const knownOf = rememberedPer((_reader: FileReader) => new Map<string, LinkedFiles>());

function walk(root: string, roots: ReadonlySet<string>, reader: FileReader): LinkedFiles {
  const inputs = new Set<string>();
  const outside = new Map<string, { link: string; target: string }>();
  const visited = new Set<string>();
  const owner = (path: string) => enclosingFolders(path).find((folder) => roots.has(folder));
  const follow = (link: string, target: string) => {
    if (isIgnoredAnywhere(link, reader)) return;
    if (target.startsWith('..') || /^([A-Za-z]:)?\//.test(target)) {
      // Not a device or a pipe, which nobody reads to the end.
      if (reader.isFile(link) || reader.isDirectory(link)) outside.set(target, { link, target });
    } else if (owner(target) !== root && !isInside(root, target)) {
      if (!reader.isDirectory(target)) inputs.add(target);
      else {
        inputs.add(childPath(target, '**/*'));
        visit(target);
      }
    }
  };
  const visit = (folder: string) => {
    if (visited.has(folder)) return;
    visited.add(folder);
    for (const { name, target } of reader.branches(folder)) {
      const path = childPath(folder, name);
      if (target !== undefined) follow(path, target);
      else if (!passedBy.has(name) && !roots.has(path) && !isEnvironment(path, reader)) visit(path);
    }
  };
  visit(root);
  return { inputs: [...inputs], outside: [...outside.values()] };
}

/** A virtual environment (PEP 405), which is full of links. */
function isEnvironment(folder: string, reader: FileReader): boolean {
  return reader.isFile(childPath(folder, 'pyvenv.cfg'));
}
