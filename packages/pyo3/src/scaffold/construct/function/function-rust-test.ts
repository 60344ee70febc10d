/** The Rust test of a function. */
import { rawIdentifier } from '../../../manifest/cargo/crate-name.ts';
import { checks } from './function-python.ts';
import type { Argument, Shape } from './function-shape.ts';
import { importBlock, usedImports } from '../shared/imports.ts';
import { rustCall } from '../../../source/rust/rust-layout.ts';
import { pythonRun } from '../shared/python-run.ts';
import type { RustType } from '../shared/rust-type.ts';

export function rustTest(shape: Shape): string {
  const { name, detach } = shape;
  const inner = detach || shape.testedInPython ? '            ' : '        ';
  const body = shape.testedInPython ? inPython(shape) : calls(shape, inner);
  const attached =
    inner.length === 12
      ? [
          `        ${shape.initializePython};`,
          `        ${shape.attachPython}(|py| {`,
          ...body,
          '        });',
        ]
      : body;
  return ['    #[test]', `    fn ${name}_works() {`, ...attached, '    }'].join('\n');
}

function inPython(shape: Shape): readonly string[] {
  const { name, args, returned } = shape;
  const types = [...args.map(({ rust }) => rust), ...(returned ? [returned.rust] : [])];
  const classes = new Map(
    types.flatMap((type) => type.classes.map((one) => [one.name, one.path] as const)),
  );
  const statements = checks(shape);
  const testImports = types.flatMap((type) => type.testImports);
  const imports = usedImports(testImports, statements.join('\n'));
  return pythonRun(
    [
      ...[...classes].map(([own, path]) => [own, `py.get_type::<super::${path}>()`] as const),
      [name, `pyo3::wrap_pyfunction!(super::${rawIdentifier(name)}, py).unwrap()`],
    ],
    [...importBlock(imports, []).split('\n'), ...statements].filter((line) => line !== ''),
    true,
  );
}

function calls(shape: Shape, inner: string): readonly string[] {
  const { name, args, result, detach, checked } = shape;
  const path = `super::${rawIdentifier(name)}`;
  const call = (refused: boolean, before: string, after: string) => {
    const values = args.map((arg) =>
      refused && arg.name === checked?.name ? checked.refused.rust : rustSample(arg),
    );
    return rustCall(`${before}${path}`, detach ? ['py', ...values] : values, after, inner);
  };
  return [
    ...(shape.returned || result
      ? [call(false, `let ${result ? 'outcome' : 'result'} = `, ';')]
      : [call(false, '', ';')]),
    ...(result ? [`${inner}${shape.returned ? 'let result = ' : ''}outcome.unwrap();`] : []),
    ...(shape.returned ? comparison(shape.returned.rust, inner) : []),
    ...(checked ? [call(true, 'let refused = ', ';'), `${inner}assert!(refused.is_err());`] : []),
  ];
}

function comparison({ rust, sample }: RustType, indent: string): readonly string[] {
  return rust === 'bool'
    ? [`${indent}assert!(result);`]
    : [rustCall('assert_eq!', ['result', sample.rust], ';', indent)];
}

export function rustSample({ kind, rust }: Argument): string {
  if (kind === 'variadic') return `vec![${rust.sample.rust}]`;
  return kind === 'keywords' ? 'None' : rust.sample.rust;
}
