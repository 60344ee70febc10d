import { describe, it } from '@jest/globals';
import { findToolchain } from './toolchain.ts';

/**
 * `describe` for what needs cargo, maturin and pytest. Without them it fails where a run without
 * them would be a lie (CI, `npm test`), and is skipped, with the reason, elsewhere.
 */
export function describeWithTools(title: string, body: () => void): void {
  const required = process.env['PYO3_REQUIRE_TOOLCHAIN'] === '1' || Boolean(process.env['CI']);
  if (findToolchain() !== undefined || required) {
    describe(title, body);
    return;
  }
  console.warn(`skipped: ${title}. PYO3_TEST_VENV is not set; \`npm test\` sets it.`);
  describe.skip(title, body);
}

/** For tests that make a PATH of links; their titles end in `[linux and macos only]`. */
export const itOnPosix = process.platform === 'win32' ? it.skip : it;
