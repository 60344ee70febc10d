import { rustChain } from '../../../source/rust/rust-layout.ts';

/**
 * Rust that runs Python in a test: for what is made of Python's values, Python says best whether it is
 * right.
 */

/**
 * Lines for a closure that has `py`, in a test.
 *
 * @param names what the statements see, each with its expression in Rust.
 * @param imports whether PyO3's prelude has to be brought into scope.
 */
export function pythonRun(
  names: readonly (readonly [name: string, rust: string])[],
  statements: readonly string[],
  imports: boolean,
): readonly string[] {
  const indent = ' '.repeat(12);
  return [
    ...(imports ? [`${indent}use pyo3::prelude::*;`, ''] : []),
    `${indent}let names = pyo3::types::PyDict::new(py);`,
    ...names.flatMap(([name, rust]) => setItem(name, rust, indent)),
    `${indent}let code = c"`,
    ...statements.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"')),
    '";',
    `${indent}py.run(code, Some(&names), None).unwrap();`,
  ];
}

function setItem(name: string, rust: string, indent: string): readonly string[] {
  const [made = rust, unwrapped] = rust.split(/(?=\.unwrap\(\)$)/);
  return [
    `${indent}let value = ${made};`,
    ...(unwrapped === undefined ? [] : [`${indent}let value = value${unwrapped};`]),
    rustChain('names', [`.set_item("${name}", value)`, '.unwrap()'], indent),
  ];
}
