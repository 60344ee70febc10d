/** A class, with everything decided that its texts have in common. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import { rustDefault } from '../shared/default-value.ts';
import type { Argument } from '../function/function-shape.ts';
import { checkClassName, snakeCase } from '../shared/names.ts';
import type { PythonStart } from '../shared/own-file.ts';
import type { PythonSignature } from '../../../source/python/signature.ts';
import type { RustType, TypeContext } from '../shared/rust-type.ts';
import { rustType } from '../shared/types.ts';

/** The class that another one inherits from. */
export interface BaseClass {
  readonly name: string;
  /** As seen from the top of the module's file. */
  readonly path: string;
  /** What its constructor takes. */
  readonly parameters: PythonSignature['parameters'];
  /** Whether its constructor returns a PyResult, and whether it returns an initializer. */
  readonly fallible: boolean;
  readonly chained: boolean;
}

export interface ClassRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  readonly fields: PythonSignature;
  /** Getters and setters by attribute (`#[pyo3(get, set)]`) or as methods. */
  readonly access: 'attributes' | 'methods';
  readonly repr: boolean;
  readonly str: boolean;
  readonly eq: boolean;
  readonly hash: boolean;
  readonly order: boolean;
  readonly iterator: boolean;
  readonly contextManager: boolean;
  readonly frozen: boolean;
  readonly subclass: boolean;
  readonly pickle: boolean;
  /** Names of such methods, where they are wanted. */
  readonly classMethod?: string;
  readonly staticMethod?: string;
  readonly base?: BaseClass;
  readonly pythonModule: string;
  readonly context: TypeContext;
}

export interface ClassShape extends ClassRequest {
  readonly snake: string;
  readonly own: readonly Argument[];
  /** What the constructor takes: what the base takes, and the fields. */
  readonly args: readonly Argument[];
  readonly inherited: readonly Argument[];
  /** What an iterator goes through. */
  readonly iterated: Argument | undefined;
  /** Whether two equal values have equal hashes in Rust. */
  readonly exact: boolean;
}

/** @throws Pyo3Error `name-invalid` or `option-invalid` for options that do not go together. */
export function classShape(request: ClassRequest): ClassShape {
  const { name, fields, base, context } = request;
  checkClassName(name);
  const typed = (parameters: PythonSignature['parameters']) =>
    parameters.map((one) => ({ ...one, rust: shortened(rustType(one.type, context)) }));
  const own = typed(fields.parameters);
  const inherited = typed(base?.parameters ?? []);
  const shape: ClassShape = {
    ...request,
    snake: snakeCase(name),
    own,
    inherited,
    args: [...inherited, ...own],
    iterated: own.find(({ type }) => type.name === 'list'),
    exact: own.every(({ rust }) => rust.hashable),
  };
  for (const field of own) checkField(field, shape);
  for (const [wrong, message, hint] of refusals(shape)) {
    if (wrong) throw invalid(message, hint);
  }
  return shape;
}

/** Without the module before the type: the file uses it. */
function shortened(type: RustType): RustType {
  return { ...type, rust: type.rust.replaceAll(/std::(?:\w+::)+(?=[A-Z])/g, '') };
}

function checkField({ name, type, kind, rust, ...rest }: Argument, shape: ClassShape): void {
  rustDefault({ name, type, kind, ...rest });
  if (kind !== 'any' && kind !== 'keyword-only') {
    throw invalid(
      `The field "${name}" cannot be written with "*", "**" or before "/".`,
      'Write fields as "x: int, y: int = 10", behind a "*" those that only a keyword gives.',
    );
  }
  if (rust.bound) {
    throw invalid(
      `The field "${name}" of the type "${type.text}" would belong to Python, and a class of Rust cannot hold it.`,
      'Use int, float, bool, str, bytes, Path, or list, set, dict and tuple of these.',
    );
  }
  if (shape.inherited.some((one) => one.name === name)) {
    throw invalid(`The base class has an argument "${name}" already.`, 'Choose another name.');
  }
}

type Refusal = readonly [wrong: boolean, message: string, hint: string];

function refusals(shape: ClassShape): readonly Refusal[] {
  const { name, own, args, base } = shape;
  const names = own.map((one) => one.name);
  const methods = [
    shape.classMethod,
    shape.staticMethod,
    shape.contextManager ? 'closed' : undefined,
  ];
  const wanted = methods.filter((one) => one !== undefined);
  const twice = wanted.find((one, index) => names.includes(one) || wanted.indexOf(one) !== index);
  const loose = own.find(({ rust }) => !rust.hashable)?.type.text ?? '';
  const unordered = own.find(({ rust }) => !rust.ordered)?.type.text ?? '';
  const late = args.find(
    (one, index) =>
      one.kind === 'any' &&
      one.default === undefined &&
      args.slice(0, index).some((before) => before.default !== undefined || before.kind !== 'any'),
  );
  return [
    [
      twice !== undefined,
      `The name "${twice ?? ''}" is twice in "${name}".`,
      'Choose another name.',
    ],
    [
      shape.hash && !(shape.eq && shape.frozen),
      'Only what cannot change and can be compared has a hash.',
      'Add --eq and --frozen.',
    ],
    [
      shape.hash && !shape.exact,
      `The type "${loose}" has no hash in Rust.`,
      'Leave out --hash, or the field.',
    ],
    [shape.order && !shape.eq, 'An order needs equality.', 'Add --eq.'],
    [
      shape.order && unordered !== '',
      `The type "${unordered}" has no order in Rust.`,
      'Leave out --order, or the field.',
    ],
    [
      shape.iterator && shape.iterated === undefined,
      'There is nothing that an iterator could go through.',
      'Add a field of the type list[T].',
    ],
    [
      shape.contextManager && shape.frozen,
      'A context manager changes when it is left, so it cannot be frozen.',
      'Leave out --frozen.',
    ],
    [
      base !== undefined && (shape.eq || shape.pickle || shape.classMethod !== undefined),
      'What a base class holds is not known to --eq, --pickle and --classMethod.',
      'Leave them out, or leave out --extends.',
    ],
    [
      shape.pickle && own.some(({ kind }) => kind === 'keyword-only'),
      'pickle gives the fields by position.',
      'Take the "*" out of the fields, or leave out --pickle.',
    ],
    [
      shape.classMethod !== undefined && (own.length === 0 || own.length > 6),
      'The class method takes the fields as a tuple, of 1 to 6.',
      'Leave out --classMethod, or change the fields.',
    ],
    [
      late !== undefined,
      `The field "${late?.name ?? ''}" needs a default, since an argument before it has one.`,
      'Give it a default.',
    ],
  ];
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
