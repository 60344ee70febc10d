/** Lists of arguments as rustfmt breaks them, with its default settings. */

const maxWidth = 100;
/** rustfmt's `fn_call_width`. */
const callWidth = 60;
/** rustfmt's `chain_width`. */
const chainWidth = 60;

/** A statement that calls methods one after the other. */
export function rustChain(root: string, calls: readonly string[], indent: string): string {
  const line = root + calls.join('');
  if (line.length <= chainWidth) return `${indent}${line};`;
  return `${[`${indent}${root}`, ...calls.map((call) => `${indent}    ${call}`)].join('\n')};`;
}

/** `before(a, b)after`, on one line where rustfmt would leave it there. */
export function rustCall(
  before: string,
  args: readonly string[],
  after: string,
  indent: string,
): string {
  const joined = args.join(', ');
  return joined.length <= callWidth
    ? oneLine(before, args, after, indent)
    : broken(before, args, after, indent);
}

/** The head of a function: its parameters have the whole width. */
export function rustHead(
  before: string,
  args: readonly string[],
  after: string,
  indent: string,
): string {
  return oneLine(before, args, after, indent);
}

function oneLine(before: string, args: readonly string[], after: string, indent: string): string {
  const line = `${indent}${before}(${args.join(', ')})${after}`;
  return line.length <= maxWidth ? line : broken(before, args, after, indent);
}

function broken(before: string, args: readonly string[], after: string, indent: string): string {
  const lines = args.map((arg) => `${indent}    ${arg},`);
  return [`${indent}${before}(`, ...lines, `${indent})${after}`].join('\n');
}

/**
 * The lifetime `'py` where rustc cannot tell it: when there are several in the arguments and one in
 * what is returned. Elsewhere it is written `'_`.
 */
export function withLifetimes(
  inputs: readonly string[],
  output: string,
): { readonly lifetime: string; readonly inputs: readonly string[]; readonly output: string } {
  const count = (inputs.join().match(/'py\b/g) ?? []).length;
  if (count > 1 && output.includes("'py")) return { lifetime: "<'py>", inputs, output };
  const elided = (text: string) => text.replaceAll("'py", "'_");
  return { lifetime: '', inputs: inputs.map(elided), output: elided(output) };
}
