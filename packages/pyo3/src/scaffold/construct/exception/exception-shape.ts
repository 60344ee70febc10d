/** A hierarchy of exceptions, with everything decided that its texts have in common. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import { checkClassName, isBuiltinException, snakeCase } from '../shared/names.ts';
import type { PythonStart } from '../shared/own-file.ts';

export interface ExceptionRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  /** An exception of Python's, or one of the library. */
  readonly base: string;
  /** Path of the base in Rust, seen from the top of the module's file, where the library has it. */
  readonly basePath?: string;
  readonly children: readonly string[];
  /** Whether an enum of Rust's becomes the children. */
  readonly fromRust: boolean;
  /** Where Python finds the exceptions. */
  readonly pythonModule: string;
}

/** The request with what its texts have in common. */
export interface ExceptionShape extends ExceptionRequest {
  readonly snake: string;
  readonly exceptions: readonly Exception[];
  /** Name of the enum, and of the function that returns it. */
  readonly failure: string;
  readonly example: string;
}

export interface Exception {
  readonly name: string;
  readonly base: string;
  readonly doc: string;
}

/** @throws Pyo3Error `name-invalid` or `option-invalid`. */
export function exceptionShape(request: ExceptionRequest): ExceptionShape {
  const { name, base, children, fromRust, doc } = request;
  for (const one of [name, ...children]) checkClassName(one);
  if (new Set([name, ...children]).size <= children.length) {
    throw invalid(`A name is twice among "${[name, ...children].join(', ')}".`, 'Write each once.');
  }
  if (!isBuiltinException(base) && request.basePath === undefined) {
    throw invalid(
      `There is no exception "${base}" in Python or in the library.`,
      'Name one of Python, such as ValueError, or one that the library exports.',
    );
  }
  if (fromRust && children.length === 0) {
    throw invalid(
      'An error of Rust needs an exception for each of its variants.',
      'Name them: --children="NotFoundError, LockedError"',
    );
  }
  return {
    ...request,
    snake: snakeCase(name),
    exceptions: [
      { name, base, doc },
      ...children.map((child) => ({
        name: child,
        base: name,
        doc: `${name}: ${words(child)}.`,
      })),
    ],
    failure: `${name.replace(/Error$/, '')}Failure`,
    example: `raise_${snakeCase(name)}`,
  };
}

/** `NotFoundError` → `not found`. */
export function words(exception: string): string {
  return snakeCase(variantOf(exception)).replaceAll('_', ' ');
}

/** `NotFoundError` → `NotFound`. */
export function variantOf(exception: string): string {
  return exception.replace(/(?<=.)Error$/, '');
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
