import { minify } from '@swc/core';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * Makes what tsc wrote into `folder` small enough to publish: programs lose comments, white space and
 * the names of local variables, but keep the names of functions, which stack traces show; and only
 * the declarations stay that `entries` (names of `.d.ts` files in `folder`) lead to.
 */
export async function slim(folder: string, entries: readonly string[]): Promise<void> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.filter((each) => each.endsWith('.js'))) {
    writeFileSync(file, await shorten(readFileSync(file, 'utf8')));
  }
  const needed = reachable(entries.map((entry) => join(folder, entry)));
  for (const file of files.filter((each) => each.endsWith('.d.ts'))) {
    if (!needed.has(file)) rmSync(file);
  }
}

async function shorten(program: string): Promise<string> {
  const { code } = await minify(program, {
    module: true,
    compress: false,
    mangle: { keep_classnames: true, keep_fnames: true },
    format: { comments: false },
  });
  return `${code}\n`;
}

function reachable(entries: readonly string[]): ReadonlySet<string> {
  const seen = new Set(entries);
  // A set that grows while it is walked visits what was added.
  for (const file of seen) {
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) seen.add(join(dirname(file), declarationOf(fileName)));
    }
  }
  return seen;
}

function declarationOf(specifier: string): string {
  return specifier.replace(/\.(ts|js)$/, '.d.ts');
}
