import { rmSync } from 'node:fs';

/** PYO3_INTEGRATION_KEEP=1 leaves the folder of the run for looking into it. */
export default function teardown() {
  const run = process.env.PYO3_INTEGRATION_RUN;
  if (run === undefined) return;
  if (process.env.PYO3_INTEGRATION_KEEP === '1') console.log(`kept: ${run}`);
  else rmSync(run, { recursive: true, force: true, maxRetries: 3 });
}
