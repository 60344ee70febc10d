/** The test of a function in Rust. */
import type { Argument, Shape } from './function-shape.ts';
import { rustCall } from './rust-layout.ts';
import type { RustType } from './types.ts';

export function rustTest(shape: Shape): string {
  const { name, args, fallible, detach, checked } = shape;
  const call = (refused: boolean, indent: string, before: string, after: string) => {
    const values = args.map((arg) =>
      refused && arg.name === checked?.name ? checked.refused.rust : rustSample(arg),
    );
    return rustCall(`${before}super::${name}`, detach ? ['py', ...values] : values, after, indent);
  };
  const inner = detach ? '            ' : '        ';
  const body = [
    ...(shape.returned || fallible
      ? [call(false, inner, `let ${fallible ? 'outcome' : 'result'} = `, ';')]
      : [call(false, inner, '', ';')]),
    ...(fallible ? [`${inner}${shape.returned ? 'let result = ' : ''}outcome.unwrap();`] : []),
    ...(shape.returned ? comparison(shape.returned.rust, inner) : []),
    ...(checked
      ? [call(true, inner, 'let refused = ', ';'), `${inner}assert!(refused.is_err());`]
      : []),
  ];
  const attached = detach
    ? [
        `        ${shape.initializePython};`,
        `        ${shape.attachPython}(|py| {`,
        ...body,
        '        });',
      ]
    : body;
  return ['    #[test]', `    fn ${name}_works() {`, ...attached, '    }'].join('\n');
}

function comparison({ rust, sample }: RustType, indent: string): readonly string[] {
  return rust === 'bool'
    ? [`${indent}assert!(result);`]
    : [rustCall('assert_eq!', ['result', sample.rust], ';', indent)];
}

function rustSample({ kind, rust }: Argument): string {
  if (kind === 'variadic') return `vec![${rust.sample.rust}]`;
  return kind === 'keywords' ? 'None' : rust.sample.rust;
}
