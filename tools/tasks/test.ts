import { join } from 'node:path';
import { ensureTestEnvironment } from '../python/test-env.ts';
import { requireRust } from '../python/toolchain.ts';
import { runSteps } from './run-steps.ts';
import { checkSteps, toolchainSteps } from './steps.ts';
import { add, nothing, render, type Tally } from './tally.ts';

/** `npm test`: everything. Its last line is the sum over all suites. */
async function test(): Promise<number> {
  const root = join(import.meta.dirname, '..', '..');
  const strict = process.env['CI'] === 'true';
  const environment = await testEnvironment(root);
  const checks = await runSteps(checkSteps, { root, env: {}, strict });
  const withTools = environment
    ? await runSteps(toolchainSteps, { root, env: environment, strict })
    : notRun();
  const tally = add(checks, withTools);
  console.log(`\n${render(tally)}`);
  return tally.failed === 0 ? 0 : 1;
}

/** First, so that a missing tool is told at once and not after minutes. */
async function testEnvironment(
  root: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  console.log('━━ environment: Rust, Python and the tools from PyPI are there');
  try {
    requireRust();
    return { PYO3_TEST_VENV: await ensureTestEnvironment(root), PYO3_REQUIRE_TOOLCHAIN: '1' };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

/** A suite that could not be started is one failure, never a skip. */
function notRun(): Tally {
  console.error(
    `not run for want of the environment above: ${toolchainSteps.flatMap((step) => step.targets).join(', ')}`,
  );
  return { ...nothing, failed: toolchainSteps.length };
}

test().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
