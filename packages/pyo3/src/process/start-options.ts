/**
 * How a program is started, whatever else runs in this process: it is named by an absolute path,
 * and no option comes from anywhere but the call. execa and Node read options that are not given
 * through the prototype, so one that is changed could choose a shell or another program.
 */
import { isAbsolute } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

/** The same options in an object that inherits nothing. */
export function ownOptions<T extends object>(options: T): T {
  return Object.assign(Object.create(null) as T, options);
}

/**
 * A bare name or a relative path means something else in each folder, and Windows looks into the
 * current one before the PATH: a `cargo.cmd` of the repository would be run.
 *
 * @throws Pyo3Error `command-failed` for what is not absolute.
 */
export function requireAbsolute(program: string): void {
  if (isAbsolute(program)) return;
  throw new Pyo3Error({
    code: 'command-failed',
    message: `A program must be named by its absolute path, but "${program}" is not.`,
    hint: 'This is a defect of the plugin; please report it with the command that you typed.',
  });
}
