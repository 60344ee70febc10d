import { join } from 'node:path';

/** Where `python -m venv` and uv put the interpreter of an environment. */
export function interpreterOf(environment: string): string {
  return process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');
}

/** The Python that a new environment is made with; what a person on this system would type. */
export const SYSTEM_PYTHON = process.platform === 'win32' ? 'python' : 'python3';
