/** Whether Python can call a public function of a crate, and with which types. */
import { isRustIdentifier } from '../../../manifest/cargo/crate-name.ts';
import { isPythonIdentifier } from '../../../python/module-name.ts';
import { hasDisplay } from './error-type.ts';
import { namesIn } from '../shared/add-item.ts';
import { textOf } from '../../../source/rust/items.ts';
import type { RustSource } from '../../../source/rust/parse.ts';
import {
  publicFunctions,
  type PublicFunction,
  type RustParameter,
} from '../../../source/rust/public-functions.ts';
import {
  elementOf,
  namedType,
  referred,
  vec,
  wrappedType,
  type WrappedType,
} from './wrapped-type.ts';

export interface WrappableArgument {
  readonly name: string;
  readonly type: WrappedType;
  /**
   * How the wrapper passes a value on, and the sample value that the crate's function takes in
   * tests.
   */
  readonly passed: string;
  readonly given: string;
}

/** A function that Python can call. */
export interface Wrappable {
  readonly kind: 'wrappable';
  readonly name: string;
  readonly doc?: string;
  readonly args: readonly WrappableArgument[];
  readonly returned: WrappedType;
  /** Whether the result borrows from an argument, so that Python needs a copy of it. */
  readonly borrows: boolean;
  /** Whether it returns a Result whose error has a message. */
  readonly fallible: boolean;
}

/** A function that is skipped. */
export interface PassedOver {
  readonly kind: 'passed-over';
  readonly name: string;
  /** A clause that follows the function's name. */
  readonly why: string;
}

/** The public functions at the top of a file and how Python can call them, in source order. */
export function wrappables(source: RustSource): readonly (Wrappable | PassedOver)[] {
  const own = new Set(namesIn(source, source.tree.topNode));
  return publicFunctions(source).map((one) => judged(source, one, own));
}

function judged(
  source: RustSource,
  { name, doc, parameters, returns, special }: PublicFunction,
  own: ReadonlySet<string>,
): Wrappable | PassedOver {
  const passedOver = (why: string): PassedOver => ({ kind: 'passed-over', name, why });
  if (special !== undefined) return passedOver(special);
  if (!isName(name)) return passedOver('has a name that is not valid in Python');
  if (returns === undefined) return passedOver('returns nothing');
  const args: WrappableArgument[] = [];
  for (const parameter of parameters) {
    const argument = argumentOf(source, parameter, own);
    if (argument === undefined) {
      return passedOver(`takes ${shown(source, parameter.name, parameter.type)}`);
    }
    args.push(argument);
  }
  const { name: outer, of } = namedType(source, returns);
  const isResult = /^(?:std::result::)?Result$/.test(outer) && !own.has('Result');
  const [inner, error, ...more] = of;
  const fallible = isResult && inner !== undefined && error !== undefined && more.length === 0;
  const value = fallible ? inner : returns;
  const returned = wrappedType(source, value, own);
  const borrows = returned?.rust === '&str';
  const isLent = returned?.rust.replaceAll("&'static str", '').includes('&') ?? true;
  if (returned === undefined || (isLent && (!borrows || fallible))) {
    return passedOver(`returns ${textOf(source, returns)}`);
  }
  if (fallible && !hasDisplay(source, error)) {
    return passedOver(`fails with ${textOf(source, error)}, which has no Display in this file`);
  }
  return {
    kind: 'wrappable',
    name,
    ...(doc === undefined ? {} : { doc }),
    args,
    returned: borrows ? { ...returned, rust: 'String' } : returned,
    borrows,
    fallible,
  };
}

function argumentOf(
  source: RustSource,
  { name, type: node }: RustParameter,
  own: ReadonlySet<string>,
): WrappableArgument | undefined {
  if (name === undefined || !isName(name)) return undefined;
  const type = wrappedType(source, node, own);
  if (type !== undefined) {
    const isTaken = !type.rust.includes('&') || /^(?:&str|Option<&str>)$/.test(type.rust);
    return isTaken ? { name, type, passed: name, given: type.sample.rust } : undefined;
  }
  const target = referred(node);
  const element = target && elementOf(target);
  const part = target && wrappedType(source, element ?? target, own);
  if (part === undefined || part.rust.includes('&')) return undefined;
  const passed = `&${name}`;
  if (element === undefined) return { name, type: part, passed, given: `&${part.sample.rust}` };
  const whole = vec(part);
  const given = part.rust === 'u8' ? 'b"ab"' : `&[${part.sample.rust}]`;
  return { name, type: whole, passed, given };
}

/** Rust warns about a function or parameter name with capitals. */
function isName(name: string): boolean {
  return isRustIdentifier(name) && isPythonIdentifier(name) && name === name.toLowerCase();
}

function shown(source: RustSource, name: string | undefined, node: RustParameter['type']): string {
  const type = textOf(source, node);
  return name === undefined ? `a pattern of the type ${type}` : `${name}: ${type}`;
}
