/** The names of classes, which Rust and Python write in the same way. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';

/** Names in the preludes of Rust and PyO3, which are in scope in a separate file. */
const inScope = new Set(
  (
    'Self None Some Ok Err Option Result String Vec Box True False Bound Borrowed Py PyAny PyErr ' +
    'PyModule PyRef PyRefMut PyResult Python PyType PyTuple PyString IntoPyObject FromPyObject ' +
    'PyClassInitializer ToString Default Iterator Drop Fn FnMut FnOnce Clone Copy Send Sync Eq Ord'
  ).split(' '),
);

/**
 * @param what the kind of item that it names, for the message.
 * @throws Pyo3Error `name-invalid`.
 */
export function checkClassName(name: string, what = 'a class'): void {
  if (/^[A-Z][A-Za-z0-9]{0,63}$/.test(name) && !inScope.has(name) && !isBuiltinException(name))
    return;
  throw new Pyo3Error({
    code: 'name-invalid',
    message: `"${name}" is not a valid name for ${what} in both Rust and Python.`,
    hint: 'Use at most 64 letters and digits, start each word with a capital letter, as in LineReader, and avoid names that are reserved in either language.',
  });
}

/** `LineReader` → `line_reader`. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** The Python exceptions that PyO3 provides as `pyo3::exceptions::Py<name>`. */
const builtinExceptions = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError ' +
    'BufferError ConnectionAbortedError ConnectionError ConnectionRefusedError ' +
    'ConnectionResetError EOFError Exception FileExistsError FileNotFoundError ' +
    'FloatingPointError ImportError IndexError InterruptedError IsADirectoryError KeyError ' +
    'LookupError MemoryError NameError NotADirectoryError NotImplementedError OSError ' +
    'OverflowError PermissionError ProcessLookupError ReferenceError RuntimeError SyntaxError ' +
    'SystemError TimeoutError TypeError ValueError ZeroDivisionError'
  ).split(' '),
);

export function isBuiltinException(name: string): boolean {
  return builtinExceptions.has(name);
}
