import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import { rawIdentifier } from '../../../manifest/cargo/crate-name.ts';
import { rustDefault } from '../shared/default-value.ts';
import type { PythonParameter, PythonSignature } from '../../../source/python/signature.ts';
import type { RustType, TypeContext } from '../shared/rust-type.ts';
import { rustType } from '../shared/types.ts';

export interface FunctionRequest {
  readonly name: string;
  readonly signature: PythonSignature;
  readonly doc: string;
  readonly fallible: boolean;
  readonly detach: boolean;
  /** The names of these functions in the PyO3 release. */
  readonly attachPython: string;
  readonly initializePython: string;
  readonly context: TypeContext;
}

export interface Argument extends PythonParameter {
  readonly rust: RustType;
  /** The name in Rust code: `r#type` for a keyword. */
  readonly inRust: string;
}

/** The request, with every decision that its generated files share. */
export interface Shape extends FunctionRequest {
  readonly args: readonly Argument[];
  readonly returned: { readonly text: string; readonly rust: RustType } | undefined;
  readonly echoed: Argument | undefined;
  readonly checked: (Argument & { readonly refused: NonNullable<RustType['refused']> }) | undefined;
  /** The return type in Rust. */
  readonly value: string;
  /** Whether the function takes `py`. */
  readonly takesPython: boolean;
  /** Whether it returns a PyResult. */
  readonly result: boolean;
  /** Whether its test runs in Python, because its values are Python objects. */
  readonly testedInPython: boolean;
}

/** @throws Pyo3Error `option-invalid` for types, defaults and options that cannot be combined. */
export function shapeOf(request: FunctionRequest): Shape {
  const { signature, context, name, detach, fallible } = request;
  const args = signature.parameters.map((one) => ({
    ...one,
    rust: rustType(one.type, context),
    inRust: rawIdentifier(one.name),
  }));
  for (const arg of args) checkArgument(arg);
  const type = signature.returns?.name === 'None' ? undefined : signature.returns;
  const returned = type && { text: type.text, rust: rustType(type, context) };
  const echoed = args.find(
    ({ type: own, kind }) =>
      own.text === returned?.text && kind !== 'variadic' && kind !== 'keywords',
  );
  const value = valueOf(returned, echoed);
  const takesPython = detach || /\bpy\b/.test(value.replace(echoed?.inRust ?? '', ''));
  if (detach && returned?.rust.bound) {
    throw invalid(
      `--detach requires a result that does not borrow from Python, but "${name}" returns "${returned.text}".`,
      'Remove --detach, or return a Rust type: int, float, str, list[float], …',
    );
  }
  if (takesPython && args.some((arg) => arg.name === 'py')) {
    throw invalid(
      'The Rust function already has an argument named "py".',
      'Rename the argument "py".',
    );
  }
  return {
    ...request,
    args,
    returned,
    echoed,
    value,
    takesPython,
    checked: fallible ? checkedArgument(name, args) : undefined,
    result: fallible || value.includes('?'),
    testedInPython: [...args.map(({ rust }) => rust), returned?.rust].some((one) => one?.bound),
  };
}

function valueOf(returned: Shape['returned'], echoed: Argument | undefined): string {
  if (returned === undefined) return '()';
  if (echoed !== undefined) {
    return returned.rust.argument?.returned(echoed.inRust) ?? echoed.inRust;
  }
  if (returned.rust.classes.length === 0) return returned.rust.sample.rust;
  throw invalid(
    `A function that returns "${returned.text}" must have an argument of that type for its example body.`,
    `Add one: --args="value: ${returned.text}"`,
  );
}

function checkArgument(arg: Argument): void {
  rustDefault(arg);
  if (arg.rust.alone && (arg.kind === 'variadic' || arg.kind === 'keywords')) {
    throw invalid(
      `"${arg.name}" takes several values and cannot have the type "${arg.type.text}".`,
      'Use list[T] instead.',
    );
  }
}

function checkedArgument(name: string, args: readonly Argument[]): NonNullable<Shape['checked']> {
  for (const arg of args) {
    const { refused } = arg.rust;
    if (refused && arg.kind !== 'variadic' && arg.kind !== 'keywords') return { ...arg, refused };
  }
  throw invalid(
    `--fallible requires an argument that the example can reject with a ValueError, but "${name}" has none.`,
    'Add an argument of the type int, float, str, bytes or list[T], or remove --fallible.',
  );
}

/** The arguments, with `/` and `*` between them where Python requires them. */
export function separated<A extends PythonParameter>(
  args: readonly A[],
  write: (arg: A) => string,
): readonly string[] {
  return args.flatMap((arg, index) => {
    const before = args[index - 1];
    const after = args[index + 1];
    const star =
      arg.kind === 'keyword-only' &&
      !args.slice(0, index).some(({ kind }) => kind === 'variadic' || kind === 'keyword-only');
    const slash = arg.kind === 'positional-only' && after?.kind !== 'positional-only';
    return [
      ...(star && before?.kind !== 'variadic' ? ['*'] : []),
      write(arg),
      ...(slash ? ['/'] : []),
    ];
  });
}

export function stars({ kind }: PythonParameter): string {
  return kind === 'variadic' ? '*' : kind === 'keywords' ? '**' : '';
}

/** A parameter as a stub declares it: with its type and, in Python syntax, its default. */
export function stubParameter(one: PythonParameter): string {
  const value = one.default === undefined ? '' : ` = ${one.default.replace(/^'(.*)'$/, '"$1"')}`;
  return `${stars(one)}${one.name}: ${one.type.text}${value}`;
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
