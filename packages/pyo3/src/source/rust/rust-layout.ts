/** Argument lists, wrapped as rustfmt does with its default settings. */

const maxWidth = 100;
/** The default of rustfmt's `fn_call_width`. */
export const callWidth = 60;
const shortWidth = 10;
/** The default of rustfmt's `chain_width`. */
const chainWidth = 60;

/** A statement with a chain of method calls. */
export function rustChain(root: string, calls: readonly string[], indent: string): string {
  const line = root + calls.join('');
  if (line.length <= chainWidth) return `${indent}${line};`;
  return `${[`${indent}${root}`, ...calls.map((call) => `${indent}    ${call}`)].join('\n')};`;
}

/** Renders `before(a, b)after`, on one line if rustfmt would keep it there. */
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

/**
 * A call whose only argument is a macro call: rustfmt breaks the macro call and not the outer one.
 */
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

/** A macro call, which may not accept a trailing comma. */
export function rustMacro(name: string, args: readonly string[]): string {
  return rustCall(`${name}!`, args, ';', '').replace(/,\n\)/, '\n)');
}

/** A function head: its parameters can use the whole width. */
export function rustHead(
  before: string,
  args: readonly string[],
  after: string,
  indent: string,
): string {
  return oneLine(before, args, after, indent);
}

/** An array literal. The default of rustfmt's `array_width` is that of `fn_call_width`. */
export function rustArray(
  before: string,
  elements: readonly string[],
  after: string,
  indent: string,
): string {
  const joined = elements.join(', ');
  const line = `${indent}${before}[${joined}]${after}`;
  if (joined.length <= callWidth && line.length <= maxWidth) return line;
  return [`${indent}${before}[`, ...filled(elements, `${indent}    `), `${indent}]${after}`].join(
    '\n',
  );
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
 * The lifetime `'py` if rustc cannot infer it: the arguments have several lifetimes and the result
 * has one. Otherwise `'_` is written.
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

/** One element per line; short elements fill the lines (`short_array_element_width_threshold`). */
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
