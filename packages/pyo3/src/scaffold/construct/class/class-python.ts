/** The Python tests of a class. */
import type { ClassShape } from './class-shape.ts';
import type { PytestText } from '../shared/construct.ts';
import type { Argument } from '../function/function-shape.ts';
import { assertion, testFunction } from '../shared/pytest.ts';
import { lineWidth } from '../../../source/python/exports.ts';
import { pythonCall } from '../../../source/python/stub.ts';

/** Lines that construct an instance from a sample of each field. */
function madeOf(
  before: string,
  { name, args }: Pick<ClassShape, 'name' | 'args'>,
  sampleOf: (arg: Argument) => string | undefined = (arg) => arg.rust.sample.python,
): readonly string[] {
  const values = args.flatMap((arg) => {
    const sample = sampleOf(arg);
    return sample === undefined
      ? []
      : [arg.kind === 'keyword-only' ? `${arg.name}=${sample}` : sample];
  });
  return pythonCall(before, name, values).split('\n');
}

/** Asserts that `value` has the fields it was constructed with. */
function fieldChecks({ own, base }: ClassShape): readonly string[] {
  return [
    ...own.map(({ name, rust }) => assertion(`value.${name}`, rust.sample.python)),
    ...(base === undefined ? [] : [`assert isinstance(value, ${base.name})`]),
  ];
}

/** A test that constructs an instance and checks its fields. */
export function basicChecks(shape: ClassShape): readonly string[] {
  const checks = fieldChecks(shape);
  return checks.length === 0 ? madeOf('', shape) : [...madeOf('value = ', shape), ...checks];
}

export function classPytest(shape: ClassShape): PytestText {
  const { snake, args } = shape;
  const made = madeOf('value = ', shape);
  const tests = [
    testFunction(snake, basicChecks(shape)),
    ...parts(shape).map(([title, lines]) =>
      testFunction(
        `${snake}_${title}`,
        lines.some((line) => /\bvalue\b/.test(line)) ? [...made, ...lines] : lines,
      ),
    ),
    ...defaults(shape),
    ...(shape.subclass
      ? [
          testFunction(`${snake}_has_subclasses`, [
            `class Own(${shape.name}):`,
            '    pass',
            '',
            ...pythonCall('value = ', 'Own', madeArguments(shape)).split('\n'),
            `assert isinstance(value, ${shape.name})`,
          ]),
        ]
      : []),
  ];
  return {
    imports: [
      ...args.flatMap(({ rust }) => rust.testImports),
      { module: 'pickle' },
      { module: 'pytest' },
    ],
    body: tests.join(''),
  };
}

/** An assignment in a test, in parentheses if it only fits its lines with them, as ruff formats it. */
function assigned(name: string, value: string): readonly string[] {
  const indent = 4;
  const isLong = indent + `${name} = ${value}`.length > lineWidth;
  const fits = 2 * indent + value.length <= lineWidth;
  return isLong && fits ? [`${name} = (`, `    ${value}`, ')'] : [`${name} = ${value}`];
}

type Part = readonly [title: string, lines: readonly string[]];

/** One test for each requested feature; `value` is already defined. */
function parts(shape: ClassShape): readonly Part[] {
  const { name, own, args, inherited, base, frozen } = shape;
  const [first] = own;
  const changed = own.find(({ rust }) => isComparable(rust.refused?.python));
  const different = other(shape);
  const same = madeOf('same = ', shape);
  const shown = (how: string) =>
    args.map((one) => `${how === 'r' ? `${one.name}=` : ''}{value.${one.name}!${how}}`).join(', ');
  const literal = args.length === 0 ? '' : 'f';
  const wanted: readonly (Part | false)[] = [
    !frozen &&
      changed !== undefined && [
        'can_change',
        [
          `value.${changed.name} = ${changed.rust.refused?.python ?? ''}`,
          assertion(`value.${changed.name}`, changed.rust.refused?.python ?? ''),
        ],
      ],
    frozen &&
      first !== undefined && [
        'cannot_change',
        [
          'with pytest.raises(AttributeError):',
          `    value.${first.name} = value.${first.name}  # type: ignore[misc]`,
        ],
      ],
    shape.repr && [
      'has_a_repr',
      [
        ...assigned('expected', `${literal}"${name}(${shown('r')})"`),
        'assert repr(value) == expected',
      ],
    ],
    shape.str && [
      'has_a_text',
      [...assigned('expected', `${literal}"(${shown('s')})"`), 'assert str(value) == expected'],
    ],
    shape.eq && [
      'is_compared',
      [
        ...same,
        'assert value == same',
        ...(different === undefined ? [] : [...different, 'assert value != different']),
        ...(base === undefined
          ? []
          : [...madeOf('base = ', { name: base.name, args: inherited }), 'assert value != base']),
      ],
    ],
    shape.hash && ['has_a_hash', [...same, 'assert hash(value) == hash(same)']],
    shape.order && [
      'is_ordered',
      [
        ...same,
        'assert value <= same',
        ...(different === undefined ? [] : [...different, 'assert different < value']),
      ],
    ],
    shape.iterator && [
      'is_iterated',
      [
        `assert list(value) == value.${shape.iterated?.name ?? ''}`,
        'assert list(value) == list(value)',
      ],
    ],
    shape.contextManager && [
      'is_a_context',
      ['with value as entered:', '    assert not entered.closed', 'assert value.closed'],
    ],
    shape.classMethod !== undefined && [
      'has_a_class_method',
      classMethod(shape, shape.classMethod),
    ],
    shape.staticMethod !== undefined && [
      'has_a_static_method',
      [
        `assert ${name}.${shape.staticMethod}() == [${own.map((one) => `"${one.name}"`).join(', ')}]`,
      ],
    ],
    shape.pickle && [
      'is_pickled',
      [
        'copy = pickle.loads(pickle.dumps(value))',
        ...args.map((one) => `assert copy.${one.name} == value.${one.name}`),
      ],
    ],
  ];
  return wanted.filter((one) => one !== false);
}

function classMethod({ name, own }: ClassShape, method: string): readonly string[] {
  const comma = own.length === 1 ? ',' : '';
  const values = `(${own.map(({ rust }) => rust.sample.python).join(', ')}${comma})`;
  return [
    `values = ${values}`,
    `made = ${name}.${method}(values)`,
    ...own.map((one) => `assert made.${one.name} == value.${one.name}`),
  ];
}

/** An instance that compares less than the sample, if a field has such a value. */
function other(shape: ClassShape): readonly string[] | undefined {
  const field = shape.own.find(({ rust }) => isComparable(rust.refused?.python));
  if (field === undefined) return undefined;
  return madeOf('different = ', shape, (arg) =>
    arg === field ? field.rust.refused?.python : arg.rust.sample.python,
  );
}

/** Such fields cannot be compared: NaN is not equal to itself, and an empty list has no type. */
function isComparable(python: string | undefined): boolean {
  return python !== undefined && !python.includes('nan');
}

/** A test that leaves out the fields with a default. */
function defaults(shape: ClassShape): readonly string[] {
  const given = shape.own.filter((one) => one.default !== undefined);
  if (given.length === 0) return [];
  const made = madeOf('value = ', shape, (arg) =>
    arg.default === undefined ? arg.rust.sample.python : undefined,
  );
  const checks = given.map((one) => assertion(`value.${one.name}`, quoted(one.default ?? '')));
  return [testFunction(`${shape.snake}_has_defaults`, [...made, ...checks])];
}

function quoted(text: string): string {
  return text.replace(/^'(.*)'$/, '"$1"');
}

function madeArguments({ args }: ClassShape): readonly string[] {
  return args.map((arg) =>
    arg.kind === 'keyword-only' ? `${arg.name}=${arg.rust.sample.python}` : arg.rust.sample.python,
  );
}
