/** A function: its Rust code, its stub, and one test in each language. */
import type { Construct } from '../shared/construct.ts';
import { rustDefault } from '../shared/default-value.ts';
import { functionPytest } from './function-python.ts';
import { rustTest } from './function-rust-test.ts';
import {
  separated,
  shapeOf,
  stars,
  stubParameter,
  type Argument,
  type FunctionRequest,
  type Shape,
} from './function-shape.ts';
import { rawIdentifier } from '../../../manifest/cargo/crate-name.ts';
import { stubFunction } from '../../../source/python/stub.ts';
import { callWidth, rustCall, rustHead, withLifetimes } from '../../../source/rust/rust-layout.ts';

/** @throws Pyo3Error `option-invalid` for types, defaults and options that cannot be combined. */
export function functionConstruct(request: FunctionRequest): Construct {
  const shape = shapeOf(request);
  const { name, args, returned } = shape;
  const types = [...args.map((arg) => arg.rust), ...(returned ? [returned.rust] : [])];
  const stubbed = separated(args, stubParameter);
  const usesNumpy = types.some(({ rust }) => rust.includes('numpy::'));
  return {
    name,
    rust: {
      kind: 'inline',
      item: (shorten) => rustFunction(shape, shorten),
      test: rustTest(shape),
    },
    registered: [{ kind: 'function', name, rustName: rawIdentifier(name) }],
    stub: {
      imports: types.flatMap(({ stubImports }) => stubImports),
      text: stubFunction(name, stubbed, returned?.text ?? 'None'),
    },
    pytest: functionPytest(shape),
    ...(usesNumpy ? numpyRequirements(request.context.minor) : {}),
  };
}

/** The crate whose version follows PyO3's, and the distribution of its arrays. */
export function numpyRequirements(
  minor: number,
): Required<Pick<Construct, 'crates' | 'distributions'>> {
  return {
    crates: [{ name: 'numpy', version: `0.${minor}` }],
    distributions: ['numpy>=1.21'],
  };
}

function rustFunction(shape: Shape, shorten: (code: string) => string): string {
  const { name, args, returned, checked, result, takesPython } = shape;
  const parameters = args.map((arg) => `${arg.inRust}: ${parameterType(arg)}`);
  const plain = returned?.rust.rust ?? '()';
  const all = takesPython ? ["py: pyo3::Python<'py>", ...parameters] : parameters;
  const { lifetime, inputs, output } = withLifetimes(
    all.map(shorten),
    shorten(result ? `pyo3::PyResult<${plain}>` : plain),
  );
  const unused = args
    .filter((arg) => arg !== shape.echoed && arg.name !== checked?.name)
    .map((arg) => arg.inRust);
  const lines = [
    ...shape.doc.split('\n').map((line) => `/// ${line}`.trimEnd()),
    ...(checked
      ? ['///', `/// Raises \`ValueError\` when \`${checked.name}\` cannot be used.`]
      : []),
    ...(all.length > 7 ? ['#[allow(clippy::too_many_arguments)]'] : []),
    shorten('#[pyo3::pyfunction]'),
    ...signatureLines(args),
    rustHead(
      `fn ${rawIdentifier(name)}${lifetime}`,
      inputs,
      `${output === '()' ? '' : ` -> ${output}`} {`,
      '',
    ),
    ...used(unused),
    ...(checked ? refusal(checked) : []).map(shorten),
    ...outcome({ ...shape, value: shorten(shape.value) }),
    '}',
  ];
  return lines.join('\n').replace(/\{\n\}$/, '{}');
}

/**
 * A placeholder that uses the arguments until the body is written: the compiler warns about unused
 * arguments.
 */
export function used(names: readonly string[]): readonly string[] {
  const [first] = names;
  if (first === undefined) return [];
  if (names.length === 1) return [`    let _ = &${first};`];
  const borrowed = names.map((name) => `&${name}`);
  return [rustCall('let _ = ', borrowed, ';', '    ')];
}

/** The code that raises the example ValueError. */
export function refusal({
  name,
  inRust,
  refused,
}: NonNullable<Shape['checked']>): readonly string[] {
  return [
    `    if ${refused.condition.replace('{}', inRust)} {`,
    `        let message = "${name} cannot be used";`,
    '        return Err(pyo3::exceptions::PyValueError::new_err(message));',
    '    }',
  ];
}

function outcome(shape: Shape): readonly string[] {
  const { result, detach, attachPython, returned, value } = shape;
  const method = attachPython.endsWith('attach') ? 'detach' : 'allow_threads';
  const note = '    // Other threads can run Python while this closure works.';
  if (returned === undefined) {
    return [
      ...(detach ? [note, `    py.${method}(|| {});`] : []),
      ...(result ? ['    Ok(())'] : []),
    ];
  }
  if (!detach) {
    // clippy rejects `Ok(…?)`, which unwraps a result only to wrap it again.
    if (!result || value.endsWith('?')) return [`    ${value.replace(/\?$/, '')}`];
    if (value.length <= callWidth) return [`    Ok(${value})`];
    return [`    let result = ${value};`, '    Ok(result)'];
  }
  const worked = `py.${method}(|| ${value})`;
  return [
    note,
    ...(result ? [`    let result = ${worked};`, '    Ok(result)'] : [`    ${worked}`]),
  ];
}

/** The Rust type of an argument. */
export function parameterType({ kind, rust }: Argument): string {
  if (kind === 'variadic') return `Vec<${rust.rust}>`;
  return kind === 'keywords'
    ? `Option<std::collections::HashMap<String, ${rust.rust}>>`
    : (rust.argument?.rust ?? rust.rust);
}

/**
 * The `#[pyo3(signature = (…))]` of a function, if PyO3 would not derive the same. For a last argument
 * that is an `Option`, it states that the argument is required: older releases made it optional.
 */
export function signatureLines(args: readonly Argument[]): readonly string[] {
  const isPlain = args.every(({ kind, default: value }) => kind === 'any' && value === undefined);
  const last = args.at(-1);
  if (isPlain && last?.rust.rust.startsWith('Option<') !== true) return [];
  return [`#[pyo3(${signatureAttribute(args)})]`];
}

/** The `signature = (…)`, and a `text_signature` if PyO3 would write `...` for a default. */
function signatureAttribute(args: readonly Argument[]): string {
  const rust = separated(args, (arg) => {
    const value = rustDefault(arg);
    return `${stars(arg)}${arg.inRust}${value === undefined ? '' : `=${value.rust}`}`;
  });
  const rustText = `signature = (${rust.join(', ')})`;
  if (args.every((arg) => rustDefault(arg)?.shown ?? true)) return rustText;
  const python = separated(
    args,
    (arg) => `${stars(arg)}${arg.name}${arg.default === undefined ? '' : `=${arg.default}`}`,
  );
  return `${rustText}, text_signature = ${JSON.stringify(`(${python.join(', ')})`)}`;
}
