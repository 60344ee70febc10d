import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Terminal } from '../../tools/workspace/terminal.ts';

export async function write(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

export async function readJson<T>(folder: string, path: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, path), 'utf8'));
}

/** Replaces text in a file. Throws when there is nothing to replace: the test would show nothing. */
export async function edit(
  folder: string,
  path: string,
  pattern: RegExp,
  replacement: string,
): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8');
  if (!pattern.test(text)) throw new Error(`${pattern} is not in ${path}:\n${text}`);
  await writeFile(join(folder, path), text.replace(pattern, replacement));
}

/** Returns what puts the file back to how it is now. */
export async function remember(folder: string, path: string): Promise<() => Promise<void>> {
  const text = await readFile(join(folder, path));
  return () => writeFile(join(folder, path), text);
}

/** Files that differ from the last commit, new ones included, ignored ones not. */
export async function changedFiles(terminal: Terminal): Promise<readonly string[]> {
  const { stdout } = await terminal.run('git', 'status', '--porcelain', '--untracked-files=all');
  return stdout.split('\n').filter((line) => line !== '');
}
