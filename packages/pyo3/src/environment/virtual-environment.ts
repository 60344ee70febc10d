import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

/** A virtual environment as its folder shows it (PEP 405), without starting its Python. */
export type VirtualEnvironment =
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly reason: string }
  | { readonly state: 'present'; readonly python: string; readonly madeByUv: boolean };

export function readVirtualEnvironment(prefix: string): VirtualEnvironment {
  if (lstatSync(prefix, { throwIfNoEntry: false }) === undefined) return { state: 'absent' };
  const config = join(prefix, 'pyvenv.cfg');
  if (!existsSync(config)) return { state: 'broken', reason: 'it has no pyvenv.cfg' };
  const python = environmentPython(prefix);
  // `existsSync` follows links: a Python that was uninstalled leaves one that dangles.
  if (!existsSync(python)) return { state: 'broken', reason: `there is no Python at ${python}` };
  const madeByUv = /^uv\s*=/m.test(readFileSync(config, 'utf8'));
  return { state: 'present', python, madeByUv };
}

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
