/** Exceptions defined with `create_exception!`, and a Rust error that is converted to them. */
import type { Construct } from '../shared/construct.ts';
import { exceptionPytest } from './exception-python.ts';
import { failureItems, failureTest } from './exception-failure.ts';
import { exceptionShape, type ExceptionRequest, type ExceptionShape } from './exception-shape.ts';
import { prelude, rustFile } from '../shared/own-file.ts';
import { rustMacro } from '../../../source/rust/rust-layout.ts';

/** @throws Pyo3Error `name-invalid` or `option-invalid`. */
export function exceptionConstruct(request: ExceptionRequest): Construct {
  const shape = exceptionShape(request);
  const { name, base, basePath, exceptions, snake, fromRust, example } = shape;
  const uses = [
    ...(basePath === undefined
      ? [`use pyo3::exceptions::Py${base};`]
      : [`use super::${basePath};`]),
    'use pyo3::create_exception;',
  ];
  return {
    name: snake,
    rust: {
      kind: 'file',
      module: snake,
      text: rustFile(
        `The exception \`${name}\`${exceptions.length > 1 ? ' and its subclasses' : ''}.`,
        fromRust ? [...uses, prelude, 'use std::fmt;'] : uses,
        [creations(shape), ...(fromRust ? failureItems(shape) : [])],
        fromRust ? [failureTest(shape)] : [],
      ),
    },
    registered: [
      ...exceptions.map((one) => ({ kind: 'exception' as const, name: one.name })),
      ...(fromRust ? [{ kind: 'function' as const, name: example }] : []),
    ],
    stub: {
      imports: [],
      text: [
        ...exceptions.map((one) => `class ${one.name}(${one.base}): ...\n`),
        ...(fromRust ? [`\ndef ${example}(kind: str) -> None: ...\n`] : []),
      ].join(''),
    },
    pytest: exceptionPytest(shape),
  };
}

function creations({ exceptions, pythonModule, basePath, base }: ExceptionShape): string {
  return exceptions
    .map((one) => {
      const parent = one.base === base && basePath === undefined ? `Py${base}` : one.base;
      const args = [pythonModule, one.name, parent, JSON.stringify(one.doc)];
      return rustMacro('create_exception', args);
    })
    .join('\n');
}
