/**
 * A function that runs on tokio while Python awaits it.
 */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import { asyncPytest } from './async-function-python.ts';
import type { Construct } from '../shared/construct.ts';
import { separated, shapeOf, stubParameter } from '../function/function-shape.ts';
import type { FunctionRequest, Shape } from '../function/function-shape.ts';
import { rustSample } from '../function/function-rust-test.ts';
import { parameterType, refusal, signatureLines, used } from '../function/function-text.ts';
import { docLines, prelude, rustFile } from '../shared/own-file.ts';
import { stubFunction } from '../../../source/python/stub.ts';
import { rustCall, rustHead } from '../../../source/rust/rust-layout.ts';

export type AsyncRequest = Omit<FunctionRequest, 'detach'>;

/** @throws Pyo3Error `option-invalid` for types, defaults and options that cannot be combined. */
export function asyncConstruct(request: AsyncRequest): Construct {
  const shape = shapeOf({ ...request, detach: false });
  const { name, args, returned, context } = shape;
  checkOwned(shape);
  const types = [...args.map((arg) => arg.rust), ...(returned ? [returned.rust] : [])];
  const version = `0.${String(context.minor)}`;
  return {
    name,
    rust: {
      kind: 'file',
      module: name,
      text: rustFile(
        `The awaitable function \`${name}\`.`,
        [prelude, 'use pyo3_async_runtimes::tokio::future_into_py;'],
        [entry(shape), work(shape)],
        [rustTest(shape)],
      ),
    },
    registered: [{ kind: 'function', name }],
    stub: {
      imports: [
        { module: 'collections.abc', name: 'Awaitable' },
        ...types.flatMap(({ stubImports }) => stubImports),
      ],
      text: stubFunction(
        name,
        separated(args, stubParameter),
        `Awaitable[${returned?.text ?? 'None'}]`,
      ),
    },
    pytest: asyncPytest(shape),
    crates: [
      { name: 'pyo3-async-runtimes', version, features: ['tokio-runtime'] },
      { name: 'tokio', version: '1', features: ['rt'] },
    ],
  };
}

/** A value that moves to another thread cannot borrow from Python. */
function checkOwned({ args, returned }: Shape): void {
  const all = [...args.map(({ type, rust }) => ({ text: type.text, rust })), returned];
  if (args.some(({ name }) => name === 'py')) {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: 'The Rust function already has an argument named "py".',
      hint: 'Rename the argument "py".',
    });
  }
  const bound = all.find((one) => one?.rust.bound);
  if (bound !== undefined) {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: `\`${bound.text}\` values are Python objects and cannot be used while the GIL is released.`,
      hint: 'Use int, float, bool, str, bytes, Path, or list, set, dict and tuple of these.',
    });
  }
}

/** Returns an awaitable to Python immediately. */
function entry({ name, doc, args, checked }: Shape): string {
  const parameters = args.map((arg) => `${arg.inRust}: ${parameterType(arg)}`);
  const call = rustCall(
    `    future_into_py(py, ${name}_work`,
    args.map((arg) => arg.inRust),
    ')',
    '',
  );
  return [
    ...docLines(doc),
    ...(checked
      ? ['///', `/// Raises \`ValueError\` when \`${checked.name}\` cannot be used.`]
      : []),
    ...(args.length > 6 ? ['#[allow(clippy::too_many_arguments)]'] : []),
    '#[pyfunction]',
    ...signatureLines(args),
    rustHead(
      `pub(crate) fn ${name}`,
      ["py: Python<'_>", ...parameters],
      " -> PyResult<Bound<'_, PyAny>> {",
      '',
    ),
    ...(call.length <= 100 && !call.includes('\n')
      ? [call]
      : [
          rustCall(
            `let work = ${name}_work`,
            args.map((arg) => arg.inRust),
            ';',
            '    ',
          ),
          '    future_into_py(py, work)',
        ]),
    '}',
  ].join('\n');
}

function work(shape: Shape): string {
  const { name, args, echoed, checked, returned, value } = shape;
  const parameters = args.map((arg) => `${arg.inRust}: ${parameterType(arg)}`);
  const unused = args.filter((arg) => arg !== echoed && arg.name !== checked?.name);
  return [
    '/// The work itself: at each `.await`, Python and other tasks continue.',
    ...(args.length > 7 ? ['#[allow(clippy::too_many_arguments)]'] : []),
    rustHead(
      `async fn ${name}_work`,
      parameters,
      ` -> PyResult<${returned?.rust.rust ?? '()'}> {`,
      '',
    ),
    ...used(unused.map((arg) => arg.inRust)),
    ...(checked ? refusal(checked) : []),
    '    tokio::task::yield_now().await;',
    ...(value.length <= 60
      ? [`    Ok(${value})`]
      : [`    let result = ${value};`, '    Ok(result)']),
    '}',
  ].join('\n');
}

function rustTest({ name, args, returned, checked, initializePython }: Shape): string {
  const indent = '        ';
  const call = (refused: boolean) =>
    rustCall(
      `let work = ${name}_work`,
      args.map((arg) =>
        refused && arg.name === checked?.name ? checked.refused.rust : rustSample(arg),
      ),
      ';',
      indent,
    );
  const run = `${indent}let outcome = runtime.block_on(work);`;
  return [
    '    #[test]',
    `    fn ${name}_works() {`,
    `${indent}${initializePython};`,
    `${indent}let runtime = pyo3_async_runtimes::tokio::get_runtime();`,
    call(false),
    run,
    ...(returned === undefined
      ? [`${indent}outcome.unwrap();`]
      : [
          `${indent}let result = outcome.unwrap();`,
          returned.rust.rust === 'bool'
            ? `${indent}assert!(result);`
            : rustCall('assert_eq!', ['result', returned.rust.sample.rust], ';', indent),
        ]),
    ...(checked ? [call(true), run, `${indent}assert!(outcome.is_err());`] : []),
    '    }',
  ].join('\n');
}
