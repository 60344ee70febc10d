import { join } from 'node:path';
import { ensureTestEnvironment } from './test-env.ts';

/** `npm run venv`: the test environment alone, for running single suites. Prints its path. */
ensureTestEnvironment(join(import.meta.dirname, '..', '..')).then(
  (venv) => {
    console.log(venv);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
