/** A class, with every decision that its generated files share. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import { rawIdentifier } from '../../../manifest/cargo/crate-name.ts';
import { rustDefault } from '../shared/default-value.ts';
import type { Argument } from '../function/function-shape.ts';
import { checkClassName, snakeCase } from '../shared/names.ts';
import type { PythonStart } from '../shared/own-file.ts';
import type { PythonSignature } from '../../../source/python/signature.ts';
import type { RustType, TypeContext } from '../shared/rust-type.ts';
import { rustType } from '../shared/types.ts';

/** The base class of another class. */
export interface BaseClass {
  readonly name: string;
  /** The path as seen from the top of the module's file. */
  readonly path: string;
  /** The arguments of its constructor. */
  readonly parameters: PythonSignature['parameters'];
  /** Whether its constructor returns a PyResult, and whether it returns an initializer. */
  readonly fallible: boolean;
  readonly chained: boolean;
  /** What it does with its values, which an heir has to do with its own values as well. */
  readonly does: {
    readonly repr: boolean;
    readonly str: boolean;
    readonly eq: boolean;
    readonly hash: boolean;
    readonly pickle: boolean;
  };
  /** Its attributes in the stub, with those that it inherits. */
  readonly attributes: readonly string[];
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
  /** The names of optional methods, if they are requested. */
  readonly classMethod?: string;
  readonly staticMethod?: string;
  readonly base?: BaseClass;
  readonly pythonModule: string;
  readonly context: TypeContext;
}

export interface ClassShape extends ClassRequest {
  readonly snake: string;
  readonly own: readonly Argument[];
  /** The arguments of the constructor: those of the base class, then the fields. */
  readonly args: readonly Argument[];
  readonly inherited: readonly Argument[];
  /** The field that the iterator yields from. */
  readonly iterated: Argument | undefined;
  /** Whether two equal values have equal hashes in Rust. */
  readonly exact: boolean;
}

/** @throws Pyo3Error `name-invalid` or `option-invalid` for options that cannot be combined. */
export function classShape(request: ClassRequest): ClassShape {
  const { name, fields, base, context } = request;
  checkClassName(name);
  const typed = (parameters: PythonSignature['parameters']) =>
    parameters.map((one) => ({
      ...one,
      rust: shortened(rustType(one.type, context)),
      inRust: rawIdentifier(one.name),
    }));
  const own = typed(fields.parameters);
  const inherited = typed(base?.parameters ?? []);
  const shape: ClassShape = {
    ...request,
    repr: request.repr || (base?.does.repr ?? false),
    str: request.str || (base?.does.str ?? false),
    eq: request.eq || (base?.does.eq ?? false),
    hash: request.hash || (base?.does.hash ?? false),
    pickle: request.pickle || (base?.does.pickle ?? false),
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

/** The type without its module path: the file imports it. */
function shortened(type: RustType): RustType {
  return { ...type, rust: type.rust.replaceAll(/std::(?:\w+::)+(?=[A-Z])/g, '') };
}

function checkField({ name, type, kind, rust, ...rest }: Argument, shape: ClassShape): void {
  rustDefault({ name, type, kind, ...rest });
  if (kind !== 'any' && kind !== 'keyword-only') {
    throw invalid(
      `The field "${name}" cannot be written with "*" or "**", or before "/".`,
      'Write fields as "x: int, y: int = 10"; write keyword-only fields after a "*".',
    );
  }
  if (rust.bound) {
    throw invalid(
      `The field "${name}" has the type "${type.text}", which borrows from Python; a Rust class cannot store it.`,
      'Use int, float, bool, str, bytes, Path, or list, set, dict and tuple of these.',
    );
  }
  if (shape.inherited.some((one) => one.name === name)) {
    throw invalid(`The base class already has an argument "${name}".`, 'Choose another name.');
  }
}

type Refusal = readonly [wrong: boolean, message: string, hint: string];

function refusals(shape: ClassShape): readonly Refusal[] {
  const { name, own, args, inherited, base } = shape;
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
  const hidden = inherited.find((one) => base?.attributes.includes(one.name) === false)?.name ?? '';
  const readsAll = shape.repr || shape.str || shape.eq || shape.pickle;
  return [
    [
      readsAll && hidden !== '',
      `"${base?.name ?? ''}" has no attribute "${hidden}" in its stub, so "${name}" cannot print, compare or pickle it.`,
      `Add the attribute to "${base?.name ?? ''}" and its stub, or extend a class without --repr, --str, --eq and --pickle.`,
    ],
    [
      shape.hash && base?.does.eq === true && !base.does.hash,
      `"${base?.name ?? ''}" is compared and has no hash, so "${name}" cannot have one.`,
      'Remove --hash.',
    ],
    [
      base?.does.hash === true && !shape.frozen,
      `"${base?.name ?? ''}" has a hash, so "${name}" must be immutable.`,
      'Add --frozen.',
    ],
    [
      twice !== undefined,
      `The name "${twice ?? ''}" occurs twice in "${name}".`,
      'Choose another name.',
    ],
    [
      shape.hash && !(shape.eq && shape.frozen),
      '--hash requires --eq and --frozen.',
      'Add --eq and --frozen.',
    ],
    [
      shape.hash && !shape.exact,
      `The type "${loose}" cannot be hashed in Rust.`,
      'Remove --hash or the field.',
    ],
    [shape.order && !shape.eq, '--order requires --eq.', 'Add --eq.'],
    [
      shape.order && unordered !== '',
      `The type "${unordered}" has no order in Rust.`,
      'Remove --order or the field.',
    ],
    [
      shape.iterator && shape.iterated === undefined,
      '--iterator requires a field of the type list[T].',
      'Add a field of the type list[T].',
    ],
    [
      shape.contextManager && shape.frozen,
      '--contextManager cannot be combined with --frozen: leaving the `with` block changes the object.',
      'Remove --frozen.',
    ],
    [
      base !== undefined && (shape.order || shape.classMethod !== undefined),
      '--order and --classMethod cannot be combined with --extends.',
      'Remove them, or remove --extends.',
    ],
    [
      shape.pickle && args.some(({ kind }) => kind === 'keyword-only'),
      '--pickle cannot be combined with keyword-only fields: pickle passes the fields by position.',
      'Remove the "*" from the fields, or remove --pickle.',
    ],
    [
      shape.classMethod !== undefined && (own.length === 0 || own.length > 6),
      '--classMethod requires 1 to 6 fields: it takes them as a tuple.',
      'Remove --classMethod or change the fields.',
    ],
    [
      late !== undefined,
      `The field "${late?.name ?? ''}" must have a default, because an argument before it has one.`,
      'Give it a default.',
    ],
  ];
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
