/** Adds declarations to the end of a stub. */
import { parser } from '@lezer/python';
import { bracketed, lineWidth } from './exports.ts';

/**
 * Functions follow each other directly, and so do classes without a body; a blank line precedes
 * everything else.
 */
export function appendToStub(stub: string, text: string): string {
  if (text === '') return stub;
  const whole = stub.trimEnd();
  const last = parser.parse(whole).topNode.lastChild;
  const isShort = /^class [^\n]*: \.\.\.$/.test(whole.split('\n').at(-1) ?? '');
  const follows =
    (last?.name === 'FunctionDefinition' && text.startsWith('def ')) ||
    (isShort && /^class [^\n]*: \.\.\.\n/.test(text));
  return `${whole}\n${follows || whole === '' ? '' : '\n'}${text}`;
}

/** Renders `def name(args) -> type: ...`, wrapped as ruff does. */
export function stubFunction(
  name: string,
  args: readonly string[],
  returns: string,
  indent = '',
): string {
  const tail = ` -> ${returns}: ...`;
  const line = `${indent}def ${name}(${args.join(', ')})${tail}`;
  if (line.length <= lineWidth) return `${line}\n`;
  const inner = `${indent}    ${args.join(', ')}`;
  // Black adds a comma to a wrapped list that has none.
  const fits = args.length > 1 && inner.length <= lineWidth;
  const lines = fits ? [inner] : args.map((arg) => `${indent}    ${arg},`);
  return [`${indent}def ${name}(`, ...lines, `${indent})${tail}`, ''].join('\n');
}

/** A call after the text `before`, wrapped as ruff does. */
export function pythonCall(before: string, name: string, args: readonly string[]): string {
  const indent = /^ */.exec(before)?.[0] ?? '';
  return before + name + bracketed(before + name, args, '(', ')').replaceAll('\n', `\n${indent}`);
}
