import { dirname, join } from 'node:path';
import { readOptional } from '../files/disk.ts';
import type { Ask } from '../process/ask.ts';
import { findProgram } from '../process/find-program.ts';

/**
 * What the nearest `.python-version` or `.python-versions` file asks uv for; `undefined` without one.
 * `other` is not a version: the path or name of a program, which uv would start, or a name of uv's.
 */
export type PinnedPython = { readonly version: string } | 'other' | undefined;

/**
 * The Python that a new environment will be made with, as far as that can be known without starting a
 * program of the repository: a `.python-version` file that is not a version is not passed on to uv.
 *
 * @param root absolute path of the workspace root, in which `ask` starts programs.
 */
export function futurePython(
  root: string,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): string | undefined {
  const uv = findProgram('uv', env);
  if (uv === undefined) return findProgram('python3', env) ?? findProgram('python', env);
  const pinned = pinnedPython(root);
  if (pinned === 'other') return undefined;
  const version = pinned === undefined ? [] : [pinned.version];
  return ask(uv, ['python', 'find', '--system', ...version])?.trim();
}

/** @param folder absolute; uv looks in it and then in what encloses it. */
export function pinnedPython(folder: string): PinnedPython {
  for (const name of ['.python-version', '.python-versions']) {
    const first = firstLine(join(folder, name));
    if (first !== undefined) return versionPattern.test(first) ? { version: first } : 'other';
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : pinnedPython(parent);
}

/** `3`, `3.12`, `3.13.0rc1`, `3.14t`, with the name of an implementation in front (uv, "Requesting a version"). */
const versionPattern = /^((cpython|pypy|graalpy|pyodide)[-@]?)?\d+(\.\d+){0,2}((a|b|rc)\d+)?[td]?$/;

function firstLine(file: string): string | undefined {
  const lines = (readOptional(file) ?? '').split(/\r?\n/);
  return lines.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('#'));
}
