import { rustChain } from '../../../source/rust/rust-layout.ts';

/**
 * Rust tests that run Python: values built from Python objects are easiest to check in Python.
 */

/**
 * The lines of a test closure that has `py`.
 *
 * @param names the names that the statements can use, each with its Rust expression.
 * @param imports whether PyO3's prelude must be imported.
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
