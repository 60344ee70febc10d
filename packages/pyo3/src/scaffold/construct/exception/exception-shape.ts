/** A hierarchy of exceptions, with every decision that its generated files share. */
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import { checkClassName, isBuiltinException, snakeCase } from '../shared/names.ts';
import type { PythonStart } from '../shared/own-file.ts';

export interface ExceptionRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  /** A Python exception, or an exception of the library. */
  readonly base: string;
  /**
   * The Rust path of the base, seen from the top of the module's file, if the library defines it.
   */
  readonly basePath?: string;
  readonly children: readonly string[];
  /** Whether a Rust enum is converted to the children. */
  readonly fromRust: boolean;
  /** The module that Python imports the exceptions from. */
  readonly pythonModule: string;
}

/** The request, with every decision that its generated files share. */
export interface ExceptionShape extends ExceptionRequest {
  readonly snake: string;
  readonly exceptions: readonly Exception[];
  /** The names of the enum and of the function that returns it. */
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
    throw invalid(
      `A name occurs twice in "${[name, ...children].join(', ')}".`,
      'Write each name once.',
    );
  }
  if (!isBuiltinException(base) && request.basePath === undefined) {
    throw invalid(
      `No exception "${base}" was found in Python or in the library.`,
      'Name a Python exception, such as ValueError, or one that the library exports.',
    );
  }
  if (fromRust && children.length === 0) {
    throw invalid(
      '--fromRust requires --children: each variant becomes one exception.',
      'Name the exceptions: --children="NotFoundError, LockedError"',
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
