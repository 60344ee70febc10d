/** Lists of arguments as rustfmt breaks them, with its default settings. */

const maxWidth = 100;
/** rustfmt's `fn_call_width`. */
const callWidth = 60;

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
