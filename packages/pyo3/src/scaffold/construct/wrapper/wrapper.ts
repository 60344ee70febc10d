/** A wrapped function of a crate: its Rust code, its stub, and one test in each language. */
import type { Construct } from '../shared/construct.ts';
import { pythonCall, stubFunction } from '../../../source/python/stub.ts';
import { attribute } from '../shared/own-file.ts';
import { testFunction } from '../shared/pytest.ts';
import { callWidth, rustCall, rustHead } from '../../../source/rust/rust-layout.ts';
import type { Wrappable } from './wrappable.ts';

/** @param crate the Rust path of the crate, as seen from the wrapper. */
export function wrapper(wrapped: Wrappable, crate: string): Construct {
  const { name, args, returned } = wrapped;
  const optional = optionalFrom(args);
  const stubbed = args.map(
    (arg, index) => `${arg.name}: ${arg.type.accepted}${index < optional ? '' : ' = None'}`,
  );
  const text = stubFunction(name, stubbed, returned.returned);
  const imports = args.flatMap(({ type }) => type.imports);
  return {
    name,
    rust: {
      kind: 'inline',
      item: (shorten) => rustItem(wrapped, crate, shorten),
      test: rustTest(wrapped, crate),
    },
    registered: [{ kind: 'function', name }],
    stub: { imports, text },
    pytest: { imports: [], body: pythonTest(wrapped) },
  };
}

function rustItem(wrapped: Wrappable, crate: string, shorten: (code: string) => string): string {
  const { name, doc, args, returned, fallible } = wrapped;
  const parameters = args.map((arg) => `${arg.name}: ${arg.type.rust}`);
  const result = shorten(fallible ? `pyo3::PyResult<${returned.rust}>` : returned.rust);
  return [
    `/// ${doc ?? `Calls \`${name}\` of the crate.`}`,
    ...(fallible ? ['///', '/// Raises `ValueError` with the message of the Rust error.'] : []),
    ...(args.length > 7 ? ['#[allow(clippy::too_many_arguments)]'] : []),
    shorten('#[pyo3::pyfunction]'),
    ...signature(args),
    rustHead(`fn ${name}`, parameters, ` -> ${result} {`, ''),
    ...body(wrapped, `${crate}::${name}`),
    '}',
    ...(fallible ? ['', ...valueError.map(shorten)] : []),
  ].join('\n');
}

/** The index of the first argument that can be left out: it and all after it are an `Option`. */
function optionalFrom(args: Wrappable['args']): number {
  return args.findLastIndex(({ type }) => !type.instance.orNone) + 1;
}

/** PyO3 requires each argument that has no default here, an `Option` as well. */
function signature(args: Wrappable['args']): readonly string[] {
  const optional = optionalFrom(args);
  if (optional === args.length) return [];
  const names = args.map(({ name }, index) => (index < optional ? name : `${name}=None`));
  return [attribute('pyo3', [`signature = (${names.join(', ')})`])];
}

/** A helper for the whole module: every function that can fail may use it. */
const valueError = [
  '/// Converts a Rust error to a Python `ValueError`.',
  'fn value_error(error: impl std::fmt::Display) -> pyo3::PyErr {',
  '    pyo3::exceptions::PyValueError::new_err(error.to_string())',
  '}',
];

function body({ args, borrows, fallible }: Wrappable, path: string): readonly string[] {
  const values = args.map(({ passed }) => passed);
  const after = fallible ? '.map_err(value_error)' : borrows ? '.to_owned()' : '';
  if (after === '') return [rustCall(path, values, '', '    ')];
  const line = `${path}(${values.join(', ')})${after}`;
  if (line.length <= callWidth) return [`    ${line}`];
  return [rustCall(`let result = ${path}`, values, ';', '    '), `    result${after}`];
}

/** A test that the wrapper returns the same as the crate's function for the same values. */
function rustTest({ name, args, fallible }: Wrappable, crate: string): string {
  const indent = '        ';
  const samples = args.map(({ type }) => type.sample.rust);
  const given = args.map((arg) => arg.given);
  const compared = fallible ? ['result.ok()', 'expected.ok()'] : ['result', 'expected'];
  return [
    '    #[test]',
    `    fn ${name}_matches_the_crate() {`,
    rustCall(`let result = super::${name}`, samples, ';', indent),
    rustCall(`let expected = ${crate}::${name}`, given, ';', indent),
    `${indent}assert_eq!(${compared.join(', ')});`,
    '    }',
  ].join('\n');
}

/** The result for these values is unknown, so only its type is checked. */
function pythonTest({ name, args, returned, fallible }: Wrappable): string {
  const values = args.map(({ type }) => type.sample.python);
  const { of, orNone } = returned.instance;
  const assertion = `assert ${orNone ? 'result is None or ' : ''}isinstance(result, ${of})`;
  const note = '# TODO: assert the value that you expect: assert result == ...';
  if (!fallible) {
    return testFunction(name, [
      ...pythonCall('result = ', name, values).split('\n'),
      note,
      assertion,
    ]);
  }
  return testFunction(name, [
    'try:',
    ...pythonCall('    result = ', name, values).split('\n'),
    'except ValueError as error:',
    '    assert error.args',
    'else:',
    `    ${note}`,
    `    ${assertion}`,
  ]);
}
