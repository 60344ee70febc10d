import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import type { PythonParameter } from '../../../source/python/signature.ts';

export interface DefaultValue {
  readonly rust: string;
  /** Whether PyO3 writes it into the text signature in Python syntax. */
  readonly shown: boolean;
}

/**
 * The Rust default of a parameter; `undefined` if it has none.
 *
 * @throws Pyo3Error `option-invalid` for a default that is not a literal of the type.
 */
export function rustDefault({
  name,
  type,
  default: value,
}: PythonParameter): DefaultValue | undefined {
  if (value === undefined) return undefined;
  const optional = type.name === '|';
  if (optional && value === 'None') return { rust: 'None', shown: true };
  const inner = optional ? type.of.find((one) => one.name !== 'None')?.name : type.name;
  const literal = literalOf(inner ?? type.name, value);
  if (literal !== undefined) {
    return optional ? { rust: `Some(${literal.rust})`, shown: false } : literal;
  }
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The default of "${name}" must be a literal of the type "${type.text}", but it is ${value}.`,
    hint: 'Write a number, True, False, a "string", or None if the type allows it.',
  });
}

function literalOf(type: string, value: string): DefaultValue | undefined {
  const number = value.replaceAll('_', '');
  if (
    type === 'int' &&
    /^-?\d+$/.test(number) &&
    BigInt.asIntN(64, BigInt(number)) === BigInt(number)
  ) {
    return { rust: String(BigInt(number)), shown: true };
  }
  if (type === 'float' && /^-?\d+(\.\d+)?$/.test(number)) {
    return { rust: number.includes('.') ? number : `${number}.0`, shown: number.includes('.') };
  }
  if (type === 'bool' && value === 'True') return { rust: 'true', shown: true };
  if (type === 'bool' && value === 'False') return { rust: 'false', shown: true };
  const text = /^(["'])([^"'\\\n]*)\1$/.exec(value)?.[2];
  if (type === 'str' && text !== undefined)
    return { rust: `String::from("${text}")`, shown: false };
  return undefined;
}
