import { join } from 'node:path';
import { runProgram } from './program.ts';

/** `npm run pack`: leaves dist/pyo3-<version>.tgz, built and verified. */
async function pack(): Promise<number> {
  const root = join(import.meta.dirname, '..', '..');
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  console.log('nx run pyo3:pack');
  const args = [nx, 'run', 'pyo3:pack', '--output-style=stream'];
  return runProgram(process.execPath, args, { cwd: root });
}

pack().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
