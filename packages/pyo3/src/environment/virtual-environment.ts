import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

/** Where an environment, virtual or conda's, keeps its programs. */
export function programFolder(prefix: string): string {
  return join(prefix, process.platform === 'win32' ? 'Scripts' : 'bin');
}

/** The interpreter of a virtual environment, whether it exists or not. */
export function environmentPython(prefix: string): string {
  return join(programFolder(prefix), process.platform === 'win32' ? 'python.exe' : 'python');
}

/** Conda keeps `python.exe` beside its folders on Windows. */
export function condaPython(prefix: string): string {
  return process.platform === 'win32' ? join(prefix, 'python.exe') : environmentPython(prefix);
}

/** `shown` is the path for the message, `remove` what makes the next run start afresh. */
export function brokenEnvironment(shown: string, reason: string, cure: string): Pyo3Error {
  return new Pyo3Error({
    code: 'environment-broken',
    message: `The virtual environment ${shown} is broken: ${reason}.`,
    hint: cure,
  });
}

/** What to type so that a folder is gone, on this machine's usual shell. */
export function removalCommand(path: string): string {
  return process.platform === 'win32' ? `rmdir /s "${path}"` : `rm -r ${path}`;
}
