/** Code that is inserted into a file with PyO3's prelude, written with `use` lines as people do. */
import { itemsOf, textOf, type RustItem } from '../../../source/rust/items.ts';
import type { RustSource } from '../../../source/rust/parse.ts';
import type { Splice } from '../../../source/rust/register.ts';

export interface ShortPaths {
  /** The code without the paths of names that the file imports, or can import. */
  readonly shorten: (code: string) => string;
  /** Adds the imports that the code needs once it is shortened. */
  readonly importsOf: (code: string) => readonly Splice[];
}

const preludeUse = 'use pyo3::prelude::*;';

/** Names of the prelude that generated code writes with their path. */
const inPrelude: ReadonlySet<string> = new Set([
  'Bound',
  'Py',
  'PyAny',
  'PyErr',
  'PyResult',
  'Python',
]);

/** A path of modules, and the type or trait at its end: `std::collections::HashMap`. */
const path = /\b((?:numpy|pyo3|std)(?:::[a-z_]\w*)*)::([A-Z]\w*)/g;

/** Leaves code as it is in a file without the prelude. */
export function shortPaths(source: RustSource): ShortPaths {
  const items = itemsOf(source, source.tree.topNode);
  const uses = items.filter(({ kind }) => kind === 'UseDeclaration');
  const prelude = uses.find(({ node }) => textOf(source, node) === preludeUse);
  if (prelude === undefined) return { shorten: (code) => code, importsOf: () => [] };
  const isImported = (module: string, name: string) =>
    (module === 'pyo3' && inPrelude.has(name)) ||
    uses.some(({ node, names }) => {
      const text = textOf(source, node);
      return (
        names.includes(name) &&
        (text === useOf(module, name) || text.startsWith(`use ${module}::{`))
      );
    });
  const taken = new Set(items.flatMap(({ names }) => names));
  const isShort = (module: string, name: string) => isImported(module, name) || !taken.has(name);
  return {
    shorten: (code) =>
      code
        .replaceAll('#[pyo3::pyfunction]', '#[pyfunction]')
        .replaceAll(path, (long, module: string, name: string) =>
          isShort(module, name) ? name : long,
        ),
    importsOf: (code) => {
      const missing = new Map<string, Set<string>>();
      for (const [, module = '', name = ''] of code.matchAll(path)) {
        if (!isShort(module, name) || isImported(module, name)) continue;
        missing.set(module, (missing.get(module) ?? new Set()).add(name));
      }
      const lines = [...missing].map(([module, names]) => useOf(module, ...names));
      return insertions(source, uses, prelude, lines.sort());
    },
  };
}

function useOf(module: string, ...names: readonly string[]): string {
  const list = names.length === 1 ? names.join() : `{${names.toSorted().join(', ')}}`;
  return `use ${module}::${list};`;
}

/** Inserts lines where rustfmt sorts them among those around the prelude. */
function insertions(
  source: RustSource,
  uses: readonly RustItem[],
  prelude: RustItem,
  lines: readonly string[],
): readonly Splice[] {
  const group = uses.filter(
    (one) =>
      !/\n\s*\n/.test(
        source.text.slice(Math.min(one.to, prelude.to), Math.max(one.from, prelude.from)),
      ),
  );
  const places = new Map<number, string[]>();
  for (const line of lines) {
    const before = group.findLast(({ node }) => textOf(source, node) < line);
    const at = before?.to ?? group[0]?.from ?? prelude.from;
    const text = before === undefined ? `${line}\n` : `\n${line}`;
    places.set(at, [...(places.get(at) ?? []), text]);
  }
  return [...places].map(([at, texts]) => ({ start: at, end: at, text: texts.join('') }));
}
