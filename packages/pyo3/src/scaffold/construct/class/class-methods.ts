/** The optional methods of a class. */
import type { ClassShape } from './class-shape.ts';
import { inheritedMethods } from './inherited-methods.ts';
import { signatureLines } from '../function/function-text.ts';
import { rustCall, rustHead } from '../../../source/rust/rust-layout.ts';

const indent = '    ';

/** The body of `#[pymethods]`, one string per method. */
export function methodsOf(shape: ClassShape): readonly string[] {
  const { own, access, frozen } = shape;
  return [
    constructor(shape),
    ...(shape.classMethod === undefined ? [] : [classMethod(shape, shape.classMethod)]),
    ...(shape.staticMethod === undefined ? [] : [staticMethod(shape, shape.staticMethod)]),
    ...(access === 'methods' ? own.flatMap((field) => accessors(field, frozen)) : []),
    ...(shape.repr ? [shown(shape, '__repr__', 'repr')] : []),
    ...(shape.str ? [shown(shape, '__str__', 'str')] : []),
    ...(shape.base === undefined ? [] : inheritedMethods(shape)),
    ...(shape.iterator ? [iterated(shape)] : []),
    ...(shape.contextManager ? contextMethods : []),
    ...(shape.pickle && shape.base === undefined ? [newArguments(shape)] : []),
  ];
}

function constructor(shape: ClassShape): string {
  const { args, own, base } = shape;
  const fields = [
    ...own.map(({ inRust }) => inRust),
    ...(shape.contextManager ? ['closed: false'] : []),
  ];
  const plain = base === undefined ? 'Self' : 'PyClassInitializer<Self>';
  const parameters = args.map(({ inRust, rust }) => `${inRust}: ${rust.rust}`);
  const returns = base?.fallible ? `PyResult<${plain}>` : plain;
  return [
    ...(args.length > 7 ? [`${indent}#[allow(clippy::too_many_arguments)]`] : []),
    `${indent}#[new]`,
    ...signatureLines(args).map((line) => `${indent}${line}`),
    rustHead('pub(crate) fn new', parameters, ` -> ${returns} {`, indent),
    ...(base === undefined ? [literal('', fields, '')] : initialized(shape, fields)),
    `${indent}}`,
  ].join('\n');
}

function initialized(
  { base, inherited }: ClassShape,
  fields: readonly string[],
): readonly string[] {
  if (base === undefined) return [];
  const type = base.path.split('::').at(-1) ?? base.name;
  const question = base.fallible ? '?' : '';
  const values = inherited.map(({ inRust }) => inRust);
  const whole = base.chained
    ? 'base.add_subclass(own)'
    : 'PyClassInitializer::from(base).add_subclass(own)';
  return [
    rustCall(`let base = ${type}::new`, values, `${question};`, '        '),
    literal('let own = ', fields, ';'),
    `        ${base.fallible ? `Ok(${whole})` : whole}`,
  ];
}

/** rustfmt's `struct_lit_width` is 18. */
function literal(before: string, fields: readonly string[], after: string): string {
  const inner = '        ';
  const joined = fields.join(', ');
  if (fields.length === 0) return `${inner}${before}Self {}${after}`;
  if (joined.length <= 18) return `${inner}${before}Self { ${joined} }${after}`;
  const lines = fields.map((field) => `${inner}    ${field},`);
  return [`${inner}${before}Self {`, ...lines, `${inner}}${after}`].join('\n');
}

function classMethod({ own }: ClassShape, name: string): string {
  const comma = own.length === 1 ? ',' : '';
  const type = `(${own.map(({ rust }) => rust.rust).join(', ')}${comma})`;
  const values = own.map((_field, index) => `values.${String(index)}`);
  return [
    `${indent}/// Creates a value from a tuple of its fields.`,
    `${indent}#[classmethod]`,
    rustHead(`fn ${name}`, ["_cls: &Bound<'_, PyType>", `values: ${type}`], ' -> Self {', indent),
    rustCall('Self::new', values, '', '        '),
    `${indent}}`,
  ].join('\n');
}

function staticMethod({ own }: ClassShape, name: string): string {
  const names = own.map((field) => `"${field.name}"`).join(', ');
  return [
    `${indent}/// The names of the fields.`,
    `${indent}#[staticmethod]`,
    `${indent}fn ${name}() -> Vec<&'static str> {`,
    `        vec![${names}]`,
    `${indent}}`,
  ].join('\n');
}

function accessors(
  { name, inRust, rust }: ClassShape['own'][number],
  frozen: boolean,
): readonly string[] {
  const isText = rust.rust === 'String';
  const value = isText
    ? `&self.${inRust}`
    : rust.copy
      ? `self.${inRust}`
      : `self.${inRust}.clone()`;
  const getter = [
    `${indent}#[getter]`,
    `${indent}fn ${inRust}(&self) -> ${isText ? '&str' : rust.rust} {`,
    `        ${value}`,
    `${indent}}`,
  ];
  const setter = [
    `${indent}#[setter]`,
    rustHead(`fn set_${name}`, ['&mut self', `${inRust}: ${rust.rust}`], ' {', indent),
    `        self.${inRust} = ${inRust};`,
    `${indent}}`,
  ];
  return [getter.join('\n'), ...(frozen ? [] : [setter.join('\n')])];
}

/** Formats the values as Python does: Rust would write `true` and `Some(…)`. */
function shown({ name, args }: ClassShape, method: string, by: 'repr' | 'str'): string {
  const values = args.map((field) =>
    by === 'repr' ? `${field.name}={${field.name}}` : `{${field.name}}`,
  );
  const text = `"${by === 'repr' ? name : ''}(${values.join(', ')})"`;
  const format = `format!(${text})`;
  if (args.length === 0) {
    return [`${indent}fn ${method}(&self) -> &'static str {`, `        ${text}`, `${indent}}`].join(
      '\n',
    );
  }
  return [
    `${indent}fn ${method}(slf: &Bound<'_, Self>) -> PyResult<String> {`,
    ...args.map((field) => `        let ${field.inRust} = slf.getattr("${field.name}")?.${by}()?;`),
    ...(format.length <= 60
      ? [`        Ok(${format})`]
      : ['        Ok(format!(', `            ${text}`, '        ))']),
    `${indent}}`,
  ].join('\n');
}

function iterated({ name, iterated: field }: ClassShape): string {
  const line = `self.${field?.inRust ?? ''}.clone().into_iter()`;
  return [
    `${indent}fn __iter__(&self) -> ${name}Iterator {`,
    `        ${name}Iterator {`,
    `            values: ${line},`,
    '        }',
    `${indent}}`,
  ].join('\n');
}

const contextMethods = [
  `    fn __enter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }`,
  `    /// Exceptions raised in the block are not suppressed.
    #[pyo3(signature = (*args))]
    fn __exit__(&mut self, args: &Bound<'_, PyTuple>) {
        let _ = args;
        self.closed = true;
    }`,
];

/** A function head that returns a tuple, broken into lines as rustfmt does. */
function tupleHead(types: readonly string[]): readonly string[] {
  const comma = types.length === 1 ? ',' : '';
  const tuple = `(${types.join(', ')}${comma}) {`;
  const line = `${indent}fn __getnewargs__(&self) -> ${tuple}`;
  if (line.length <= 100) return [line];
  const head = [`${indent}fn __getnewargs__(`, `${indent}    &self,`];
  const short = `${indent}) -> ${tuple}`;
  if (short.length <= 100) return [...head, short];
  return [
    ...head,
    `${indent}) -> (`,
    ...types.map((type) => `${indent}    ${type},`),
    `${indent}) {`,
  ];
}

/** The arguments that `__new__` receives when a pickle is loaded. */
function newArguments({ own }: ClassShape): string {
  const values = own.map(({ inRust, rust }) =>
    rust.copy ? `self.${inRust}` : `self.${inRust}.clone()`,
  );
  return [
    ...tupleHead(own.map(({ rust }) => rust.rust)),
    own.length === 1 ? `        (${values.join('')},)` : rustCall('', values, '', '        '),
    `${indent}}`,
  ].join('\n');
}
