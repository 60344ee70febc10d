/** Adding to the end of a stub. */
import { parser } from '@lezer/python';
import { bracketed, lineWidth } from './exports.ts';

/** Functions follow each other; above anything else is an empty line. */
export function appendToStub(stub: string, text: string): string {
  if (text === '') return stub;
  const whole = stub.trimEnd();
  const last = parser.parse(whole).topNode.lastChild;
  const follows = last?.name === 'FunctionDefinition' && text.startsWith('def ');
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
  const lines = inner.length <= lineWidth ? [inner] : args.map((arg) => `${indent}    ${arg},`);
  return [`${indent}def ${name}(`, ...lines, `${indent})${tail}`, ''].join('\n');
}

/** A call, as ruff breaks it where it stands behind `before`. */
export function pythonCall(before: string, name: string, args: readonly string[]): string {
  const indent = /^ */.exec(before)?.[0] ?? '';
  return before + name + bracketed(before + name, args, '(', ')').replaceAll('\n', `\n${indent}`);
}
