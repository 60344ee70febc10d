/** Declares a file of a crate with `mod x;`. */
import { spliced } from '../../../source/rust/register.ts';
import { endOfHead } from './add-item.ts';
import type { RustSource } from '../../../source/rust/parse.ts';

/**
 * Returns the source with `mod <name>;` behind a feature of the crate. A blank line separates it,
 * because rustfmt sorts adjacent declarations.
 *
 * @throws Pyo3Error `edit-failed` if the result is not valid Rust.
 */
export function declareFeatureFile(source: RustSource, name: string, feature: string): string {
  const lines = `#[cfg(feature = "${feature}")]\nmod ${name};`;
  const at = endOfHead(source);
  const after = source.text.slice(at);
  const isApart = after.trim() === '' || /^[ \t]*\r?\n[ \t]*\r?\n/.test(after);
  const text = at === 0 ? `${lines}\n\n` : `\n\n${lines}${isApart ? '' : '\n'}`;
  return spliced(source, [{ start: at, end: at, text }]);
}
