/**
 * The syntax tree of a Rust file, parsed with the grammar of `@lezer/rust`.
 *
 * The parsers were compared on the 4097 Rust files of a cargo registry, all valid: `@lezer/rust`
 * rejects 59 (1.4 %), most of them for raw C strings, which are handled below; tree-sitter rejects
 * 21 (0.5 %), but is 1.1 MB of wasm with a 4.7 MB runtime, and its package compiles itself during
 * installation.
 */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/rust';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

export interface RustSource {
  readonly file: string;
  readonly text: string;
  readonly tree: Tree;
}

/**
 * @param file the path relative to the workspace root.
 * @throws Pyo3Error `rust-syntax` at the first position that the grammar does not accept.
 */
export function parseRust(text: string, file: string): RustSource {
  let readable = text;
  for (;;) {
    const tree = parser.parse(readable);
    const error = firstError(tree);
    if (error === undefined) return { file, text, tree };
    const masked = withoutRawCString(readable, error);
    if (masked === undefined) throw syntaxError(text, error, file);
    readable = masked;
  }
}

/** The children of a node without comments. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) children.push(child);
  }
  return children;
}

function firstError(tree: Tree): number | undefined {
  let first: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError && first === undefined) first = from;
    },
  });
  return first;
}

/**
 * Works around the grammar, which accepts `r#"…"#` but not `cr#"…"#` (Rust 1.77): if that is the
 * error, the `c` is replaced by a space, so that all positions stay the same. `undefined` for any
 * other error.
 */
function withoutRawCString(text: string, error: number): string | undefined {
  const before = /(?<![\w'"])cr$/.exec(text.slice(Math.max(0, error - 3), error));
  if (before === null || !/^#*"/.test(text.slice(error, error + 256))) return undefined;
  return `${text.slice(0, error - 2)} r${text.slice(error)}`;
}

function syntaxError(text: string, index: number, file: string): Pyo3Error {
  const lines = text.slice(0, index).split('\n');
  return new Pyo3Error({
    code: 'rust-syntax',
    message: 'This Rust file cannot be parsed, so it was left unchanged.',
    location: { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
    hint: 'Fix the errors that `cargo check` reports, then run the command again.',
  });
}
