/** Rust code that calls Python: an expression, statements, or a module from a file. */
import type { Construct } from '../shared/construct.ts';
import { docLines, prelude, rustFile, testInPython, type PythonStart } from '../shared/own-file.ts';
import { testFunction } from '../shared/pytest.ts';
import { pythonCall, stubFunction } from '../../../source/python/stub.ts';
import { rustHead } from '../../../source/rust/rust-layout.ts';

export interface EmbedRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  readonly from: 'expression' | 'statements' | 'file';
}

export function embedConstruct(request: EmbedRequest): Construct {
  const { name, doc, from } = request;
  const checks = [
    ...pythonCall('result = ', name, ['[1.5, 2.5]']).split('\n'),
    'assert result == 4.0',
  ];
  const refused = [
    'with pytest.raises(TypeError):',
    ...pythonCall('    ', name, ['"text"']).split('\n'),
  ];
  const item = [
    ...docLines(doc),
    '#[pyfunction]',
    rustHead(`pub(crate) fn ${name}`, ["values: Bound<'_, PyAny>"], ' -> PyResult<f64> {', ''),
    ...bodies[from](name),
    '}',
  ].join('\n');
  const test = testInPython(
    `${name}_calls_python`,
    request,
    [[name, `wrap_pyfunction!(${name}, py).unwrap()`]],
    checks,
  );
  const uses = [prelude, ...(from === 'file' ? [] : ['use pyo3::types::PyDict;'])];
  return {
    name,
    rust: {
      kind: 'file',
      module: name,
      text: rustFile(`The function \`${name}\`, which calls Python.`, uses, [item], [test]),
      ...(from === 'file' ? { beside: [{ name: `${name}.py`, text: pythonFile(name) }] } : {}),
    },
    registered: [{ kind: 'function', name }],
    stub: {
      imports: [{ module: 'collections.abc', name: 'Iterable' }],
      text: stubFunction(name, ['values: Iterable[float]'], 'float'),
    },
    pytest: {
      imports: [{ module: 'pytest' }],
      body: [
        testFunction(name, checks),
        testFunction(`${name}_passes_on_what_python_raises`, refused).replace(
          /"text"\)(?=\n$)/,
          '"text")  # type: ignore[arg-type]',
        ),
      ].join(''),
    },
  };
}

/** A Python exception becomes an `Err`, which `?` propagates. */
const bodies: Readonly<Record<EmbedRequest['from'], (name: string) => readonly string[]>> = {
  expression: () => [...names, '    py.eval(c"sum(values)", None, Some(&names))?.extract()'],
  statements: () => [
    ...names,
    '    let code = c"',
    'result = 0.0',
    'for value in values:',
    '    result += value',
    '";',
    '    py.run(code, None, Some(&names))?;',
    '    names.as_any().get_item("result")?.extract()',
  ],
  file: (name) => [
    '    let py = values.py();',
    `    let text = pyo3::ffi::c_str!(include_str!("${name}.py"));`,
    `    let module = PyModule::from_code(py, text, c"${name}.py", c"${name}")?;`,
    '    module.getattr("total")?.call1((values,))?.extract()',
  ],
};

const names = [
  '    let py = values.py();',
  '    let names = PyDict::new(py);',
  '    names.set_item("values", values)?;',
];

/** A module that Python cannot import from disk: its source is compiled into the library. */
function pythonFile(name: string): string {
  return `"""Called by \`${name}.rs\`, which embeds this file at compile time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def total(values: Iterable[float]) -> float:
    """Return the sum of the values."""
    return sum(values, 0.0)
`;
}
