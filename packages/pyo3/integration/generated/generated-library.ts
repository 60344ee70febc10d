import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { libraryGenerator } from '../../src/generators/library/generator.ts';
import type { Combination } from './combinations.ts';

export interface GeneratedLibrary {
  readonly name: string;
  readonly combination: Combination;
  /** Texts by path relative to the library's folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the generator makes of a combination in an empty workspace. */
export async function generate(
  combination: Combination,
  number: number,
): Promise<GeneratedLibrary> {
  const name = `lib${String(number).padStart(3, '0')}`;
  const tree = createTreeWithEmptyWorkspace();
  await libraryGenerator(tree, { directory: `libs/${name}`, ...combination, skipFormat: true });
  const prefix = `libs/${name}/`;
  const files = tree
    .listChanges()
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, content }) => [path.slice(prefix.length), content?.toString('utf8') ?? '']);
  return { name, combination, files: Object.fromEntries(files) };
}

export function writeLibrary(root: string, library: GeneratedLibrary): void {
  for (const [path, text] of Object.entries(library.files)) {
    const file = join(root, 'libs', library.name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A cargo workspace around the libraries, as `nx g pyo3:lib` makes it. */
export function writeCargoWorkspace(root: string, libraries: readonly GeneratedLibrary[]): void {
  const members = libraries.map(({ name, files }) =>
    'rust/Cargo.toml' in files ? `libs/${name}/rust` : `libs/${name}`,
  );
  writeFileSync(
    join(root, 'Cargo.toml'),
    `[workspace]\nresolver = "3"\nmembers = ${JSON.stringify(members)}\n`,
  );
}

/**
 * One library of each group whose files of interest are equal but for the library's name: a tool
 * says the same of all of them.
 */
export function distinct(
  libraries: readonly GeneratedLibrary[],
  isOfInterest: (path: string) => boolean,
  irrelevant: RegExp = /(?!)/g,
): readonly GeneratedLibrary[] {
  const byContent = new Map(
    libraries.map((library) => [digest(library, isOfInterest, irrelevant), library]),
  );
  return [...byContent.values()];
}

function digest(
  { name, files }: GeneratedLibrary,
  isOfInterest: (path: string) => boolean,
  irrelevant: RegExp,
): string {
  const texts = Object.entries(files)
    .filter(([path]) => isOfInterest(path))
    .map(([path, text]) => [path.replace(/^rust\//, ''), text.replaceAll(irrelevant, '')]);
  const anonymous = JSON.stringify(texts.sort()).replaceAll(name, 'name');
  return createHash('sha256').update(anonymous).digest('hex');
}
