/** Lists of arguments as rustfmt breaks them, with its default settings. */

const maxWidth = 100;
/** rustfmt's `fn_call_width`. */
export const callWidth = 60;
const shortWidth = 10;
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
  if (joined.length > callWidth) return broken(before, args, after, indent);
  const line = `${indent}${before}(${joined})${after}`;
  const assigned = /^(let [^=]* =) (.*)$/.exec(before);
  if (line.length <= maxWidth || assigned === null) return oneLine(before, args, after, indent);
  const [, place, called] = assigned;
  return `${indent}${place ?? ''}\n${indent}    ${called ?? ''}(${joined})${after}`;
}

/** A call whose only argument is a macro's: that is broken, and not the call around it. */
export function rustCallOfMacro(
  before: string,
  macro: string,
  args: readonly string[],
  between: string,
  after: string,
  indent: string,
): string {
  const inner = `${macro}(${args.join(', ')})${between}`;
  const line = `${indent}${before}(${inner})${after}`;
  if (inner.length <= callWidth && line.length <= maxWidth) return line;
  const lines = args.map(
    (arg, index) => `${indent}    ${arg}${index < args.length - 1 ? ',' : ''}`,
  );
  return [`${indent}${before}(${macro}(`, ...lines, `${indent})${between})${after}`].join('\n');
}

/** A call of a macro, which may not take a comma at its end. */
export function rustMacro(name: string, args: readonly string[]): string {
  return rustCall(`${name}!`, args, ';', '').replace(/,\n\)/, '\n)');
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
  const lines = filled(args, `${indent}    `);
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

/** One in each line; short ones fill the lines (`short_array_element_width_threshold`). */
function filled(args: readonly string[], indent: string): readonly string[] {
  if (args.some((arg) => arg.length > shortWidth)) return args.map((arg) => `${indent}${arg},`);
  const lines: string[] = [];
  for (const arg of args) {
    const longer = `${lines.at(-1) ?? ''} ${arg},`;
    if (lines.length > 0 && longer.length <= maxWidth) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${arg},`);
  }
  return lines;
}
