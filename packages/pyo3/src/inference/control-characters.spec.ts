import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { hasControl } from '../diagnostics/render.ts';
import { graphSource } from './graph-source.ts';
import { repositoryOfStrings } from '../testing/every-string.ts';
import type { Files } from '../testing/hostile.ts';
import { graphOfNx } from '../testing/nx.ts';

let root: string;
let told: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-control-'));
  told = [];
  jest.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function write(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A line feed, what a runner takes as a command, and a character of each kind that is not printed. */
const evil = '\n::error::\u001b[2J\u0000\u0085\u009b\u2028\u202e';

/** Each string of the file, quoted, with where it begins and ends. */
function stringsIn(text: string): readonly (readonly [start: number, end: number])[] {
  return [...text.matchAll(/"[^"\n]*"/g)].map(({ index, 0: found }) => [
    index,
    index + found.length,
  ]);
}

/** By the file and what stands there: the repository with the string spoiled. */
const spoiled = Object.entries(repositoryOfStrings).flatMap(([file, text]) =>
  stringsIn(text).map(([start, end], index) => {
    const quoted = JSON.stringify(text.slice(start + 1, end - 1) + evil)
      .replaceAll('\u0085', '\\u0085')
      .replaceAll('\u009b', '\\u009b');
    const line = text.slice(text.lastIndexOf('\n', start) + 1, end).trim();
    const name = `${file}, ${String(index)}: ${line}`;
    return [name, file, text.slice(0, start) + quoted + text.slice(end)] as const;
  }),
);

/** All strings in data, those of its keys as well. */
function stringsOf(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [key, ...stringsOf(value)]);
}

describe('a control character in a string of a manifest or a lock file', () => {
  it('is looked for in a repository without errors', async () => {
    write(repositoryOfStrings);
    const found = await graphOfNx(graphSource(), root);
    expect(told.filter((line) => !line.includes('[lock-missing]'))).toEqual([]);
    expect(Object.keys(found.projects).sort()).toMatchInlineSnapshot(`
      [
        "core",
        "ext",
        "plain",
        "tool",
      ]
    `);
  });

  it.each(spoiled)('is neither in the graph nor printed: %s', async (_name, file, text) => {
    write({ ...repositoryOfStrings, [file]: text });
    const found = await graphOfNx(graphSource(), root);
    // project.json is code: Nx takes the name of the project from it, and so must the graph.
    if (!file.endsWith('.json')) expect(stringsOf(found).filter(hasControl)).toEqual([]);
    const printed = told.join('\n');
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\u2028\u202e]|^\s*::/mu);
  });
});
