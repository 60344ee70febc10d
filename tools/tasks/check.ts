import { join } from 'node:path';
import { runSteps } from './run-steps.ts';
import { checkSteps } from './steps.ts';
import { render } from './tally.ts';

/** `npm run check`: everything that needs no toolchain but Node. */
async function check(): Promise<number> {
  const root = join(import.meta.dirname, '..', '..');
  const tally = await runSteps(checkSteps, { root, env: {}, strict: process.env['CI'] === 'true' });
  console.log(`\n${render(tally)}`);
  return tally.failed === 0 ? 0 : 1;
}

check().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
