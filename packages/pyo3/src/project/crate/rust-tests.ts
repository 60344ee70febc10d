import type { FileReader } from '../../files/file-reader.ts';
import { isArray, stringField, tableField } from '../../toml/fields.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { Crate } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/**
 * Whether `cargo test` could find a test in a crate: a word or sign of one anywhere in its sources. No
 * means surely none, so nothing has to be compiled to know that.
 */
export function mayHaveTests(crate: Crate, manifests: Manifests): boolean {
  const { reader } = manifests;
  const document = manifests.cargo(crate.root)?.document;
  if (['test', 'bench', 'example'].some((key) => isArray(document?.[key]))) return true;
  if (['tests', 'benches', 'examples'].some((name) => hasRust(childPath(crate.root, name), reader)))
    return true;
  const places = [
    stringField(tableField(document, 'lib'), 'path'),
    ...tablesOf(document?.['bin']).map((table) => stringField(table, 'path')),
  ].filter((path) => path !== undefined);
  // Sources outside of `src` are not looked for.
  if (places.some((path) => !path.replace(/^\.\//, '').startsWith('src/'))) return true;
  const sources = childPath(crate.root, 'src');
  return !reader.isDirectory(sources) || hasSign(sources, reader);
}

function tablesOf(value: unknown): readonly Parameters<typeof stringField>[0][] {
  return Array.isArray(value) ? value : [];
}

/**
 * An attribute or a macro of a test, a test of documentation (a fence or an indented block), and what
 * brings in text from elsewhere.
 */
const sign =
  /test|quickcheck|```|~~~|\/\/[/!](?: {5}|\t)|\/\*[*!]|\bdoc\s*=|include(?:_str)?!|\bpath\s*=\s*r?#*"/i;

function hasSign(folder: string, reader: FileReader): boolean {
  return reader.entries(folder).some(({ name, kind }) => {
    const path = childPath(folder, name);
    // What a link leads to is not looked at.
    if (kind === 'link') return true;
    if (kind === 'folder') return hasSign(path, reader);
    return name.endsWith('.rs') && sign.test(textOf(path, reader));
  });
}

/** A file that cannot be read may hold a test: cargo says what is wrong with it. */
function textOf(path: string, reader: FileReader): string {
  try {
    return reader.read(path) ?? '';
  } catch {
    return 'test';
  }
}

function hasRust(folder: string, reader: FileReader): boolean {
  return reader.entries(folder).some(({ name, kind }) => kind !== 'file' || name.endsWith('.rs'));
}
