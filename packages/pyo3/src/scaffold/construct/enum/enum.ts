/** An enumeration: a Rust enum whose variants are class attributes in Python. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import type { Construct } from '../shared/construct.ts';
import { checkClassName, snakeCase } from '../shared/names.ts';
import {
  attribute,
  docLines,
  matchArm,
  prelude,
  rustFile,
  testInPython,
  type PythonStart,
} from '../shared/own-file.ts';
import { testFunction } from '../shared/pytest.ts';

export interface EnumRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  readonly variants: readonly Variant[];
  /** Whether Python sees `DARK_RED` for `DarkRed`. */
  readonly renames: boolean;
  readonly pythonModule: string;
  /** PyO3 0.28 and later let a class declare whether functions take it by value. */
  readonly saysFromPython: boolean;
  /** PyO3 0.28 generates a `clone()`, which clippy rejects for types that are `Copy`. */
  readonly isCopy: boolean;
}

export interface Variant {
  readonly name: string;
  /** Its number, if one is given. */
  readonly value?: number;
}

/**
 * @param written for example `Red, Green, Blue = 10`.
 * @throws Pyo3Error `name-invalid` or `option-invalid`.
 */
export function readVariants(written: string): readonly Variant[] {
  const variants = written.split(',').map((part): Variant => {
    const [name = '', value, ...rest] = part.split('=').map((text) => text.trim());
    if (rest.length > 0 || (value !== undefined && !/^-?\d{1,9}$/.test(value))) {
      throw invalid(`"${part.trim()}" is not a variant name.`);
    }
    checkClassName(name, 'a variant');
    return value === undefined ? { name } : { name, value: Number(value) };
  });
  const names = variants.map(({ name }) => name);
  const numbers = numbersOf(variants);
  const twice =
    names.find((name, index) => names.indexOf(name) !== index) ??
    names.find((_name, index) => numbers.indexOf(numbers[index] ?? 0) !== index);
  if (twice !== undefined) throw invalid(`The variant "${twice}", or its number, occurs twice.`);
  return variants;
}

/** Each number is one more than the previous one (Rust reference, "Enumerations"). */
function numbersOf(variants: readonly Variant[]): readonly number[] {
  let next = 0;
  return variants.map(({ value }) => {
    const number = value ?? next;
    next = number + 1;
    return number;
  });
}

/** A variant, with the name and the number that Python sees. */
interface Shown extends Variant {
  readonly inPython: string;
  readonly number: number;
}

/** @throws Pyo3Error `option-invalid` if two variants have one name in Python. */
function shownVariants({ variants, renames }: EnumRequest): readonly Shown[] {
  const numbers = numbersOf(variants);
  const shown = variants.map((one, index) => ({
    ...one,
    inPython: renames ? screamingSnakeCase(one.name) : one.name,
    number: numbers[index] ?? 0,
  }));
  const names = shown.map(({ inPython }) => inPython);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Two variants would have the name "${twice}" in Python.`);
  return shown;
}

/** As PyO3 does (the crate heck, `to_shouty_snake_case`): a digit belongs to the letters before it. */
function screamingSnakeCase(name: string): string {
  return name
    .replaceAll(/([a-z][0-9]*)(?=[A-Z])/g, '$1_')
    .replaceAll(/([A-Z][0-9]*)(?=[A-Z][a-z])/g, '$1_')
    .toUpperCase();
}

export function enumConstruct(request: EnumRequest): Construct {
  const { name, renames } = request;
  const variants = shownVariants(request);
  const snake = snakeCase(name);
  const attributes = [
    'frozen',
    'eq',
    'eq_int',
    'hash',
    ...(request.saysFromPython ? ['from_py_object'] : []),
    ...(renames ? ['rename_all = "SCREAMING_SNAKE_CASE"'] : []),
  ];
  const item = [
    ...docLines(request.doc),
    attribute('pyclass', [...attributes, `module = "${request.pythonModule}"`]),
    `#[derive(Clone, ${request.isCopy ? 'Copy, ' : ''}Debug, PartialEq, Eq, Hash)]`,
    `pub(crate) enum ${name} {`,
    ...variants.map((one) => `    ${one.name}${one.value === undefined ? '' : ` = ${one.value}`},`),
    '}',
  ].join('\n');
  const test = testInPython(
    `${snake}_is_known_to_python`,
    request,
    [[name, `py.get_type::<${name}>()`]],
    checks(name, variants),
  );
  return {
    name: snake,
    rust: {
      kind: 'file',
      module: snake,
      text: rustFile(
        `The enumeration \`${name}\`.`,
        [prelude],
        [item, methods(name, variants)],
        [test],
      ),
    },
    registered: [{ kind: 'class', name }],
    stub: {
      imports: [
        { module: 'typing', name: 'ClassVar' },
        { module: 'typing', name: 'final' },
      ],
      text: stub(name, variants),
    },
    pytest: { imports: [], body: testFunction(snake, checks(name, variants)) },
  };
}

function methods(name: string, variants: readonly Shown[]): string {
  return [
    '#[pymethods]',
    `impl ${name} {`,
    '    /// The name of the variant.',
    '    #[getter]',
    "    fn name(&self) -> &'static str {",
    '        match self {',
    ...variants.map((one) => matchArm(`Self::${one.name}`, `"${one.inPython}"`, ' '.repeat(12))),
    '        }',
    '    }',
    '}',
  ].join('\n');
}

function stub(name: string, variants: readonly Shown[]): string {
  return [
    '@final',
    `class ${name}:`,
    ...variants.map((one) => `    ${one.inPython}: ClassVar[${name}]`),
    '    @property',
    '    def name(self) -> str: ...',
    '    def __eq__(self, value: object, /) -> bool: ...',
    '    def __hash__(self) -> int: ...',
    '    def __int__(self) -> int: ...',
    '',
  ].join('\n');
}

function checks(name: string, variants: readonly Shown[]): readonly string[] {
  return variants.flatMap(({ inPython, number }, index) => {
    const value = `${name}.${inPython}`;
    const before = variants[index - 1];
    return [
      `assert ${value}.name == "${inPython}"`,
      `assert int(${value}) == ${String(number)}`,
      ...(before === undefined ? [] : [`assert ${value} != ${name}.${before.inPython}`]),
    ];
  });
}

function invalid(message: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message,
    hint: 'Write names, and numbers if they matter: --variants="Red, Green, Blue = 10"',
  });
}
