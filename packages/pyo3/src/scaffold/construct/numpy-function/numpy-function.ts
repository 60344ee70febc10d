/** A function on NumPy arrays, which reads or changes them in place. */
import type { Construct } from '../shared/construct.ts';
import { numpyRequirements } from '../function/function-text.ts';
import { docLines, prelude, rustFile, testInPython, type PythonStart } from '../shared/own-file.ts';
import { testFunction } from '../shared/pytest.ts';
import { pythonCall, stubFunction } from '../../../source/python/stub.ts';
import { rustHead } from '../../../source/rust/rust-layout.ts';

export interface NumpyRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  readonly does: 'map' | 'reduce' | 'in-place';
  /** A NumPy element type, such as `float64`. */
  readonly elements: string;
  readonly dimensions: number;
  /** The minor version of PyO3, which the `numpy` crate shares. */
  readonly minor: number;
}

/** The Rust type of each NumPy element type. */
const rustTypes: Readonly<Record<string, string>> = {
  float64: 'f64',
  float32: 'f32',
  int64: 'i64',
  int32: 'i32',
  uint8: 'u8',
};

export function numpyConstruct(request: NumpyRequest): Construct {
  const { name, does, elements, dimensions, minor } = request;
  const element = rustTypes[elements] ?? 'f64';
  const isFloat = element.startsWith('f');
  const factor = isFloat ? 'float' : 'int';
  const array = `NDArray[np.${elements}]`;
  const checks = checksOf(request, isFloat);
  const test = testInPython(
    `${name}_works_in_python`,
    request,
    [[name, `wrap_pyfunction!(${name}, py).unwrap()`]],
    ['import numpy as np', ...checks],
  );
  const uses = [`use numpy::${imports(does, dimensions)};`, prelude];
  return {
    name,
    rust: {
      kind: 'file',
      module: name,
      text: rustFile(`The function \`${name}\`.`, uses, [item(request, element, isFloat)], [test]),
    },
    registered: [{ kind: 'function', name }],
    stub: {
      imports: [{ module: 'numpy' }, { module: 'numpy.typing', name: 'NDArray' }],
      text: stubFunction(
        name,
        [`values: ${array}`, ...(does === 'reduce' ? [] : [`factor: ${factor}`])],
        does === 'map' ? array : does === 'reduce' ? factor : 'None',
      ),
    },
    pytest: {
      imports: [{ module: 'numpy' }, { module: 'pytest' }],
      body: [
        testFunction(name, checks),
        testFunction(`${name}_refuses_other_elements`, [
          'values = np.array(["text"])',
          'with pytest.raises(TypeError):',
          ...pythonCall('    ', name, ['values', ...(does === 'reduce' ? [] : ['2'])]).split('\n'),
        ]),
      ].join(''),
    },
    ...numpyRequirements(minor),
  };
}

function imports(does: NumpyRequest['does'], dimensions: number): string {
  const size = String(dimensions);
  if (does === 'map') return `{PyArray${size}, PyReadonlyArray${size}, ToPyArray}`;
  return does === 'reduce' ? `PyReadonlyArray${size}` : `PyReadwriteArray${size}`;
}

function item(request: NumpyRequest, element: string, isFloat: boolean): string {
  const { name, doc, does, dimensions } = request;
  const size = String(dimensions);
  const product = isFloat ? 'value * factor' : 'value.wrapping_mul(factor)';
  const array = `values: PyReadonlyArray${size}<'_, ${element}>`;
  const head = {
    map: rustHead(
      `pub(crate) fn ${name}<'py>`,
      ["py: Python<'py>", array.replace("'_", "'py"), `factor: ${element}`],
      ` -> Bound<'py, PyArray${size}<${element}>> {`,
      '',
    ),
    reduce: rustHead(`pub(crate) fn ${name}`, [array], ` -> ${element} {`, ''),
    'in-place': rustHead(
      `pub(crate) fn ${name}`,
      [`mut values: PyReadwriteArray${size}<'_, ${element}>`, `factor: ${element}`],
      ' {',
      '',
    ),
  }[does];
  const note = isFloat ? [] : ['    // Integers wrap around on overflow, as in NumPy.'];
  const sum = isFloat
    ? '    values.as_array().sum()'
    : '    array.fold(0, |sum, value| sum.wrapping_add(*value))';
  const body = {
    map: [
      `    let result = values.as_array().mapv(|value| ${product});`,
      '    result.to_pyarray(py)',
    ],
    reduce: isFloat ? [sum] : ['    let array = values.as_array();', sum],
    'in-place': [
      '    let mut array = values.as_array_mut();',
      `    array.mapv_inplace(|value| ${product});`,
    ],
  }[does];
  return [...docLines(doc), '#[pyfunction]', head, ...note, ...body, '}'].join('\n');
}

/** Statements that call the function and check its effect. */
function checksOf(
  { name, does, elements, dimensions }: NumpyRequest,
  isFloat: boolean,
): readonly string[] {
  const nested = (values: string) =>
    '['.repeat(dimensions - 1) + values + ']'.repeat(dimensions - 1);
  const [before, after] = isFloat ? ['[1.5, 2.5]', '[3.0, 5.0]'] : ['[3, 4]', '[6, 8]'];
  const dtype = `dtype=np.${elements}`;
  const made = pythonCall('values = ', 'np.array', [nested(before), dtype]).split('\n');
  const call = (start: string, args: readonly string[]) =>
    pythonCall(start, name, args).split('\n');
  if (does === 'reduce') {
    const sum = isFloat ? '4.0' : '7';
    return [...made, ...call('result = ', ['values']), `assert result == ${sum}`];
  }
  if (does === 'in-place') {
    return [...made, ...call('', ['values', '2']), `assert values.tolist() == ${nested(after)}`];
  }
  return [
    ...made,
    ...call('result = ', ['values', '2']),
    `assert result.dtype == np.${elements}`,
    `assert result.tolist() == ${nested(after)}`,
    `assert values.tolist() == ${nested(before)}`,
  ];
}
