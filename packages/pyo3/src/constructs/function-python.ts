/** The Python side of a function: its line in the stub, and its test. */
import { separated, stars, type Shape } from './function-shape.ts';
import { bracketed, lineWidth } from './python-source/exports.ts';
import type { PythonSignature } from './python-source/signature.ts';

export function stubLine(name: string, { parameters, returns }: PythonSignature): string {
  const args = separated(parameters, (one) => {
    const value = one.default === undefined ? '' : ` = ${one.default.replace(/^'(.*)'$/, '"$1"')}`;
    return `${stars(one)}${one.name}: ${one.type.text}${value}`;
  });
  const tail = ` -> ${returns?.text ?? 'None'}: ...`;
  const line = `def ${name}(${args.join(', ')})${tail}`;
  if (line.length <= lineWidth) return `${line}\n`;
  const inner = `    ${args.join(', ')}`;
  const lines = inner.length <= lineWidth ? [inner] : args.map((arg) => `    ${arg},`);
  return [`def ${name}(`, ...lines, `)${tail}`, ''].join('\n');
}

export function pytestFile(shape: Shape, module: string): string {
  const { name, args, returned, checked } = shape;
  const call = (refused: boolean) => {
    const values = args
      .filter(({ kind }) => kind !== 'keywords')
      .map((arg) => {
        const sample =
          refused && arg.name === checked?.name ? checked.refused.python : arg.rust.sample.python;
        return arg.kind === 'keyword-only' ? `${arg.name}=${sample}` : sample;
      });
    return name + bracketed(`    assert ${name}`, values, '(', ')').replaceAll('\n', '\n    ');
  };
  const expected = returned === undefined ? undefined : returned.rust.sample.python;
  const outcome =
    expected === undefined
      ? [`    ${call(false)}`]
      : [
          `    result = ${call(false)}`,
          expected === 'True' ? '    assert result' : `    assert result == ${expected}`,
        ];
  return [
    ...(checked ? ['import pytest', ''] : []),
    `from ${module} import ${name}`,
    '',
    '',
    `def test_${name}() -> None:`,
    ...outcome,
    ...(checked
      ? [
          '',
          '',
          `def test_${name}_refuses() -> None:`,
          '    with pytest.raises(ValueError, match="cannot be used"):',
          `        ${call(true)}`,
        ]
      : []),
    '',
  ].join('\n');
}
