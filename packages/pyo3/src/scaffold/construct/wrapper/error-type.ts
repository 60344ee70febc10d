/** Determines which Rust errors have a readable message. */
import type { SyntaxNode } from '@lezer/common';
import { itemsOf, textOf } from '../../../source/rust/items.ts';
import { childrenOf, type RustSource } from '../../../source/rust/parse.ts';

/** Error types of the standard library and of common crates, as they are written. */
const known =
  /^(?:String|&'staticstr|(?:(?:std|core)::)?(?:io|fmt)::Error|anyhow::Error|(?:(?:std|core)::\w+::)?(?:Parse(?:Int|Float|Bool|Char)Error|TryFromIntError|(?:From)?Utf8Error|AddrParseError|SystemTimeError)|Box<dyn(?:std::error::)?Error(?:\+(?:Send|Sync|'static))*>)$/;

/**
 * Whether a type has `Display`: one of the list above, or a type that implements or derives it in
 * the file.
 */
export function hasDisplay(source: RustSource, node: SyntaxNode): boolean {
  const name = textOf(source, node).replaceAll(/\s/g, '');
  const items = itemsOf(source, source.tree.topNode);
  const own = items.find(
    ({ kind, names }) => /^(Struct|Enum|Type|Union)Item$/.test(kind) && names.includes(name),
  );
  if (own === undefined) return known.test(name);
  const derives = own.attributes.some(
    (one) => one.name === 'derive' && /\b(?:Error|Display)\b/.test(one.text),
  );
  return (
    derives || items.some((item) => item.kind === 'ImplItem' && isDisplay(source, item.node, name))
  );
}

/** `impl std::fmt::Display for <name>`. */
function isDisplay(source: RustSource, node: SyntaxNode, name: string): boolean {
  const parts = childrenOf(node).map((child) => textOf(source, child));
  const at = parts.indexOf('for');
  return at > 0 && /(?:^|::)Display$/.test(parts[at - 1] ?? '') && parts[at + 1] === name;
}
