/** The names of functions, modules, arguments and fields, which both languages must accept. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import {
  isRustIdentifier,
  isRustKeyword,
  rawIdentifier,
} from '../../../manifest/cargo/crate-name.ts';
import {
  isPythonIdentifier,
  isPythonKeyword,
  suggestModuleName,
} from '../../../python/module-name.ts';

/**
 * @throws Pyo3Error `name-invalid` for a name that is invalid in either language, or a keyword; the
 * message says of which one.
 */
export function checkName(name: string): void {
  const languages = [
    ...(isRustKeyword(name) ? ['Rust'] : []),
    ...(isPythonKeyword(name) ? ['Python'] : []),
  ];
  if (languages.length > 0) {
    throw invalid(
      `"${name}" is a keyword in ${languages.join(' and ')}.`,
      `Choose another name, for example ${suggested(name)}.`,
    );
  }
  if (isRustIdentifier(name) && isPythonIdentifier(name) && name === name.toLowerCase()) return;
  throw invalid(
    `"${name}" is not a valid name in both Rust and Python.`,
    `Use lowercase ASCII letters, digits and "_", for example ${suggested(name)}.`,
  );
}

/**
 * Checks the name of an argument, a field or a function. Rust's keywords are accepted where Rust code can write
 * them as raw identifiers (`r#type`).
 *
 * @throws Pyo3Error `name-invalid`.
 */
export function checkRawName(name: string): void {
  if (rawIdentifier(name) === name || isPythonKeyword(name)) checkName(name);
}

function suggested(name: string): string {
  const similar = suggestModuleName(name);
  return isRustKeyword(similar) || similar === name ? `${similar}_value` : similar;
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'name-invalid', message, hint });
}
