/** Rust code in a separate file: what its parts share. */
import { pythonRun } from './python-run.ts';

/** PyO3's names for starting Python, which changed in 0.26. */
export interface PythonStart {
  readonly attachPython: string;
  readonly initializePython: string;
}

export const prelude = 'use pyo3::prelude::*;';

/** A file: its docs, imports, items and tests. */
export function rustFile(
  doc: string,
  uses: readonly string[],
  items: readonly string[],
  tests: readonly string[],
): string {
  // rustfmt sorts the current crate before others.
  const rank = (use: string) => (/^use (super|crate)::/.test(use) ? 0 : 1);
  const sorted = [...new Set(uses)].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const parts = [`//! ${doc}`, sorted.join('\n'), ...items];
  if (tests.length > 0) {
    const body = ['    use super::*;', ...tests].join('\n\n');
    parts.push(`#[cfg(test)]\nmod tests {\n${body}\n}`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** A test that runs Python statements with access to some Rust names. */
export function testInPython(
  name: string,
  { attachPython, initializePython }: PythonStart,
  names: readonly (readonly [name: string, rust: string])[],
  statements: readonly string[],
): string {
  return [
    '    #[test]',
    `    fn ${name}() {`,
    `        ${initializePython};`,
    `        ${attachPython}(|py| {`,
    ...pythonRun(names, statements, false),
    '        });',
    '    }',
  ].join('\n');
}

/** Prefixes each line with `/// `. */
export function docLines(doc: string, indent = ''): readonly string[] {
  return doc.split('\n').map((line) => `${indent}/// ${line}`.trimEnd());
}

/**
 * An attribute with a list, broken into lines as rustfmt does (`attr_fn_like_width`), without a
 * trailing comma.
 */
export function attribute(name: string, items: readonly string[]): string {
  if (items.length === 0) return `#[${name}]`;
  const line = items.join(', ');
  if (line.length <= 70) return `#[${name}(${line})]`;
  return `#[${name}(\n${items.map((item) => `    ${item}`).join(',\n')}\n)]`;
}

/** A match arm: `pattern => value,`. */
export function matchArm(pattern: string, value: string, indent: string): string {
  const line = `${indent}${pattern} => ${value},`;
  if (line.length <= 100) return line;
  return [`${indent}${pattern} => {`, `${indent}    ${value}`, `${indent}}`].join('\n');
}
