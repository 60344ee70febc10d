/** Adding to the end of a stub. */
import { parser } from '@lezer/python';
import { bracketed, lineWidth } from './exports.ts';

/** Functions follow each other, and so do classes without a body; above anything else is an empty line. */
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

/** `def name(args) -> type: ...`, as ruff breaks it. */
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
  // Black's rule: what has no comma gets one.
  const fits = args.length > 1 && inner.length <= lineWidth;
  const lines = fits ? [inner] : args.map((arg) => `${indent}    ${arg},`);
  return [`${indent}def ${name}(`, ...lines, `${indent})${tail}`, ''].join('\n');
}

/** A call, as ruff breaks it where it stands behind `before`. */
export function pythonCall(before: string, name: string, args: readonly string[]): string {
  const indent = /^ */.exec(before)?.[0] ?? '';
  return before + name + bracketed(before + name, args, '(', ')').replaceAll('\n', `\n${indent}`);
}
