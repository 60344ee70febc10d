/**
 * A function: its Rust, its line in the stub, and a test from either side.
 */
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { rustDefault } from './default-value.ts';
import { pytestFile, stubLine } from './function-python.ts';
import { rustTest } from './function-rust-test.ts';
import {
  separated,
  stars,
  type Argument,
  type FunctionRequest,
  type Shape,
} from './function-shape.ts';
import { rustCall, rustHead } from './rust-layout.ts';
import { rustType } from './types.ts';

/** What is written of a function in each file. */
export interface FunctionText {
  readonly rust: string;
  readonly rustTest: string;
  readonly stub: string;
  readonly pytest: (module: string) => string;
}

/** @throws Pyo3Error `option-invalid` for types, defaults and options that do not go together. */
export function functionText(request: FunctionRequest): FunctionText {
  const { signature } = request;
  const args = signature.parameters.map((one) => ({ ...one, rust: rustType(one.type) }));
  for (const arg of args) rustDefault(arg);
  if (request.detach && args.some(({ name }) => name === 'py')) {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: 'With --detach, the Rust function has an argument "py" of its own.',
      hint: 'Give the argument "py" another name.',
    });
  }
  const result = signature.returns?.name === 'None' ? undefined : signature.returns;
  const returned = result && { text: result.text, rust: rustType(result) };
  const echoed = args.find(
    ({ type, kind }) => type.text === returned?.text && kind !== 'variadic' && kind !== 'keywords',
  );
  const checked = request.fallible ? checkedArgument(request.name, args) : undefined;
  const shape: Shape = { ...request, args, returned, echoed, checked };
  return {
    rust: rustFunction(shape),
    rustTest: rustTest(shape),
    stub: stubLine(request.name, signature),
    pytest: (module) => pytestFile(shape, module),
  };
}

function rustFunction(shape: Shape): string {
  const { name, args, returned, fallible, detach, checked } = shape;
  const parameters = args.map((arg) => `${arg.name}: ${parameterType(arg)}`);
  const plain = returned?.rust.rust ?? '()';
  const type = fallible ? `pyo3::PyResult<${plain}>` : plain;
  const all = detach ? ["py: pyo3::Python<'_>", ...parameters] : parameters;
  const value = shape.echoed?.name ?? returned?.rust.sample.rust ?? '()';
  const unused = args
    .filter((arg) => arg !== shape.echoed && arg !== checked)
    .map((arg) => arg.name);
  const lines = [
    ...shape.doc.split('\n').map((line) => `/// ${line}`.trimEnd()),
    ...(checked
      ? ['///', `/// Raises \`ValueError\` when \`${checked.name}\` cannot be used.`]
      : []),
    ...(all.length > 7 ? ['#[allow(clippy::too_many_arguments)]'] : []),
    '#[pyo3::pyfunction]',
    ...(args.length === 0 ? [] : [`#[pyo3(${signatureAttribute(args)})]`]),
    rustHead(`fn ${name}`, all, `${type === '()' ? '' : ` -> ${type}`} {`, ''),
    ...used(unused),
    ...(checked ? refusal(checked) : []),
    ...result(shape, value),
    '}',
  ];
  return lines.join('\n').replace(/\{\n\}$/, '{}');
}

/** Until somebody writes the body: the compiler warns of arguments that nothing reads. */
function used(names: readonly string[]): readonly string[] {
  const [first] = names;
  if (first === undefined) return [];
  if (names.length === 1) return [`    let _ = &${first};`];
  const borrowed = names.map((name) => `&${name}`);
  return [rustCall('let _ = ', borrowed, ';', '    ')];
}

function refusal({ name, refused }: NonNullable<Shape['checked']>): readonly string[] {
  return [
    `    if ${refused.condition.replace('{}', name)} {`,
    `        let message = "${name} cannot be used";`,
    '        return Err(pyo3::exceptions::PyValueError::new_err(message));',
    '    }',
  ];
}

function result(
  { fallible, detach, attachPython, returned }: Shape,
  value: string,
): readonly string[] {
  const method = attachPython.endsWith('attach') ? 'detach' : 'allow_threads';
  const note = '    // Other threads run Python while this closure works.';
  if (returned === undefined) {
    return [
      ...(detach ? [note, `    py.${method}(|| {});`] : []),
      ...(fallible ? ['    Ok(())'] : []),
    ];
  }
  if (!detach) return [fallible ? `    Ok(${value})` : `    ${value}`];
  const worked = `py.${method}(|| ${value})`;
  return [
    note,
    ...(fallible ? [`    let result = ${worked};`, '    Ok(result)'] : [`    ${worked}`]),
  ];
}

function parameterType({ kind, rust }: Argument): string {
  if (kind === 'variadic') return `Vec<${rust.rust}>`;
  return kind === 'keywords'
    ? `Option<std::collections::HashMap<String, ${rust.rust}>>`
    : rust.rust;
}

/** `signature = (…)`, and the text of it where PyO3 would write `...` for a default. */
function signatureAttribute(args: readonly Argument[]): string {
  const rust = separated(args, (arg) => {
    const value = rustDefault(arg);
    return `${stars(arg)}${arg.name}${value === undefined ? '' : `=${value.rust}`}`;
  });
  const rustText = `signature = (${rust.join(', ')})`;
  if (args.every((arg) => rustDefault(arg)?.shown ?? true)) return rustText;
  const python = separated(
    args,
    (arg) => `${stars(arg)}${arg.name}${arg.default === undefined ? '' : `=${arg.default}`}`,
  );
  return `${rustText}, text_signature = ${JSON.stringify(`(${python.join(', ')})`)}`;
}

function checkedArgument(name: string, args: readonly Argument[]): NonNullable<Shape['checked']> {
  for (const arg of args) {
    const { refused } = arg.rust;
    if (refused && arg.kind !== 'variadic' && arg.kind !== 'keywords') return { ...arg, refused };
  }
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The function "${name}" has no argument that its example of a ValueError could refuse.`,
    hint: 'Give it an argument of the type int, float, str, bytes or list[T], or leave out --fallible.',
  });
}
