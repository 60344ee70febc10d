/** A Rust error enum, and its conversion to Python exceptions. */
import { variantOf, words, type ExceptionShape } from './exception-shape.ts';
import { docLines, matchArm, testInPython } from '../shared/own-file.ts';
import { rustHead } from '../../../source/rust/rust-layout.ts';

/** The enum, `Display`, `Error`, `From` for PyErr, and a function that fails with it. */
export function failureItems(shape: ExceptionShape): readonly string[] {
  const { failure, exceptions, name } = shape;
  const children = exceptions.slice(1).map((one) => one.name);
  const variants = children.flatMap((child) => [
    `    /// Raised as \`${child}\` in Python.`,
    `    ${variantOf(child)}(String),`,
  ]);
  const display = children.map((child) =>
    matchArm(
      `Self::${variantOf(child)}(what)`,
      `write!(formatter, "${words(child)}: {what}")`,
      ' '.repeat(12),
    ),
  );
  const conversion = children.map((child) =>
    matchArm(`${failure}::${variantOf(child)}(_)`, `${child}::new_err(message)`, ' '.repeat(12)),
  );
  return [
    [
      `/// The errors of the Rust code; Python sees each as a subclass of \`${name}\`.`,
      '#[derive(Clone, Debug, PartialEq, Eq)]',
      `pub(crate) enum ${failure} {`,
      ...variants,
      '}',
    ].join('\n'),
    [
      `impl fmt::Display for ${failure} {`,
      "    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {",
      '        match self {',
      ...display,
      '        }',
      '    }',
      '}',
    ].join('\n'),
    `impl std::error::Error for ${failure} {}`,
    [
      `impl From<${failure}> for PyErr {`,
      `    fn from(failure: ${failure}) -> Self {`,
      '        let message = failure.to_string();',
      '        match failure {',
      ...conversion,
      '        }',
      '    }',
      '}',
    ].join('\n'),
    example(shape, children),
  ];
}

/** Generates `From` for PyErr: with `?` or as a result, the error is converted automatically. */
function example({ example: name, failure }: ExceptionShape, children: readonly string[]): string {
  return [
    ...docLines(
      'Fails with the error that `kind` names. TODO: replace this example with real work.',
    ),
    '#[pyfunction]',
    rustHead(`pub(crate) fn ${name}`, ['kind: String'], ` -> Result<(), ${failure}> {`, ''),
    '    let failure = match kind.as_str() {',
    ...children.map((child) =>
      matchArm(`"${words(child)}"`, `${failure}::${variantOf(child)}(kind)`, ' '.repeat(8)),
    ),
    '        _ => return Ok(()),',
    '    };',
    '    Err(failure)',
    '}',
  ].join('\n');
}

export function failureTest(shape: ExceptionShape): string {
  const { example: name, exceptions, snake } = shape;
  const children = exceptions.slice(1).map((one) => one.name);
  const statements = children.flatMap((child) => [
    'try:',
    `    ${name}("${words(child)}")`,
    `except ${child} as error:`,
    `    assert str(error) == "${words(child)}: ${words(child)}"`,
    'else:',
    `    raise AssertionError("${words(child)}")`,
  ]);
  return testInPython(
    `${snake}_is_raised`,
    shape,
    [
      ...children.map((child) => [child, `py.get_type::<${child}>()`] as const),
      [name, `wrap_pyfunction!(${name}, py).unwrap()`],
    ],
    statements,
  );
}
