import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../packages/pyo3/src/diagnostics/pyo3-error.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');

describe('docs/troubleshooting.md', () => {
  it('is compared with the codes that there are', () => {
    expect(errorCodes).toContain('toml-syntax');
  });

  it.each(errorCodes)('explains %s', (code) => {
    expect(page).toContain(`(${code})`);
  });
});
