/** The Python test of a function. */
import type { PytestText } from '../shared/construct.ts';
import type { Shape } from './function-shape.ts';
import { assertion, testFunction } from '../shared/pytest.ts';
import { pythonCall } from '../../../source/python/stub.ts';

export function functionPytest(shape: Shape): PytestText {
  const { name, args, returned, checked } = shape;
  const types = [...args.map(({ rust }) => rust), ...(returned ? [returned.rust] : [])];
  const refuses = [
    'with pytest.raises(ValueError, match="cannot be used"):',
    pythonCall('    ', name, pythonArguments(shape, true)),
  ];
  return {
    imports: [
      ...types.flatMap(({ testImports }) => testImports),
      ...(checked ? [{ module: 'pytest' }] : []),
    ],
    names: types.flatMap(({ classes }) => classes.map((one) => one.name)),
    body: [
      testFunction(name, checks(shape)),
      ...(checked ? [testFunction(`${name}_refuses`, refuses.join('\n').split('\n'))] : []),
    ].join(''),
  };
}

/** Python statements that call the function and check its result. */
export function checks(shape: Shape): readonly string[] {
  const { name, returned, echoed, args } = shape;
  const values = pythonArguments(shape, false);
  if (returned === undefined) return pythonCall('', name, values).split('\n');
  const { rust } = returned;
  // An instance of a class equals itself, but maybe no other instance.
  const index = args.filter(({ kind }) => kind !== 'keywords').findIndex((arg) => arg === echoed);
  const own =
    rust.classes.length > 0 && rust.compared === undefined ? rust.sample.python : undefined;
  const given =
    own === undefined
      ? values
      : values.map((value, at) => (at === index ? value.replace(own, 'value') : value));
  const compared = (rust.compared ?? '{}').replace('{}', 'result');
  const expected =
    rust.compared === undefined
      ? own === undefined
        ? rust.sample.python
        : 'value'
      : listed(rust.sample.python);
  return [
    ...(own === undefined ? [] : [`value = ${own}`]),
    ...pythonCall('result = ', name, given).split('\n'),
    assertion(compared, expected),
  ];
}

/** The list that an array is created from. */
function listed(array: string): string {
  return /\[.*\]/.exec(array)?.[0] ?? array;
}

/** Samples of the arguments; the example rejects one of them. */
export function pythonArguments({ args, checked }: Shape, refused: boolean): readonly string[] {
  return args
    .filter(({ kind }) => kind !== 'keywords')
    .map((arg) => {
      const sample =
        refused && arg.name === checked?.name ? checked.refused.python : arg.rust.sample.python;
      return arg.kind === 'keyword-only' ? `${arg.name}=${sample}` : sample;
    });
}
